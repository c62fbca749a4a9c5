with nights as (
    select run_id, rejected_by_reason from $runs
    where started_at < '$started_at' and status = 'finished'
        and coalesce(parameters->>'kind', 'nightly') = 'nightly'
    order by started_at desc limit $usual
), tonight as (
    select run_id, rejected_by_reason from $runs where run_id = '$run_id'
), reasons as (
    select distinct unnest(map_keys(rejected_by_reason)) as reason from (from nights union all from tonight)
), counts as (
    select reason, run_id, coalesce(list_sum(map_extract(rejected_by_reason, reason)), 0) as urls
    from reasons, (from nights union all from tonight)
)
select reason, max(urls) filter (run_id = '$run_id') as tonight,
    median(urls) filter (run_id <> '$run_id') as usual
from counts
group by reason having tonight > 0 or usual > 0
order by tonight desc, reason
