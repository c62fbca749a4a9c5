with nights as (
    select source, run_id, sum(new) over (
        partition by source order by started_at
        range between interval $hours hours preceding and current row
    ) as articles
    from $coverage join $runs using (run_id)
    where date >= '$first_counted' and started_at <= '$started_at'
        and (coalesce(parameters->>'kind', '') <> 'backfill' or run_id = '$run_id')
), usual as (
    select run_id from $runs
    where started_at < '$started_at' and status = 'finished'
        and coalesce(parameters->>'kind', 'nightly') = 'nightly'
    order by started_at desc limit $usual
)
select source, max(articles) filter (run_id = '$run_id') as tonight,
    min(articles) filter (run_id <> '$run_id') as low,
    median(articles) filter (run_id <> '$run_id') as middle,
    max(articles) filter (run_id <> '$run_id') as high
from nights
where run_id = '$run_id' or run_id in (from usual)
group by source having tonight is not null
order by source
