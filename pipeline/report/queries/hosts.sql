with attempts as (
    select *, regexp_extract(url, '$host', 1) as host, not starts_with(detail, '$not_sent') as sent
    from $fetches
    where date = '$day' and run_id = '$run_id'
)
select host, count(*) filter (sent) as requests,
    median(seconds) filter (sent) as middle,
    quantile_cont(seconds, 0.95) filter (sent) as slow,
    count(*) filter (sent and outcome in ($failures)) as failures,
    count(*) filter (outcome = '$resting') as left_out
from attempts
group by host having requests > 0
order by slow desc, host
