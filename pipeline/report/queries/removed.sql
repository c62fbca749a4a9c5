with removed as (
    select run_id, label, sum(length(text)) as characters
    from $removed
    where date between '$first_page' and '$last_written' and revision = 1 and run_id in ($paged)
    group by all
), texts as (
    select run_id, sum(length(text)) as characters
    from $articles
    where date between '$first_page' and '$last_written' and revision = 1 and run_id in ($paged)
    group by all
), pages as (
    select run_id, sum(characters) as characters
    from (select run_id, characters from removed union all from texts)
    group by all having characters > 0
), shares as (
    select label, pages.run_id, coalesce(removed.characters, 0) / pages.characters as share
    from pages cross join (select distinct label from removed) labels
        left join removed using (run_id, label)
)
select label, max(share) filter (run_id = '$run_id') as tonight,
    median(share) filter (run_id <> '$run_id') as usual
from shares
group by label having tonight > 0 or usual > 0
order by tonight desc, label
