with edits as (
    select article_id, source, title, length(text) as characters,
        len([c for c in changes if c.kind = 'title']) > 0 as title_changed,
        [length(coalesce(c.before, '')) for c in changes if c.kind <> 'title'] as before,
        [greatest(length(coalesce(c.before, '')), length(coalesce(c.after, '')))
            for c in changes if c.kind <> 'title'] as longer
    from $revisions
    where superseded_by_run = '$run_id'
)
select source, title, title_changed, least(1, coalesce(list_sum(longer), 0)
    / greatest(1, characters + coalesce(list_sum(longer) - list_sum(before), 0))) as changed
from edits
order by title_changed desc, changed desc, article_id
