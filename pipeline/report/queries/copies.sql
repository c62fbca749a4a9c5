select cluster_id, count(*) as articles,
    count(*) filter (run_id = '$run_id' and revision = 1) as new
from $articles
where date between '$first_copied' and '$last_written'
group by cluster_id having articles > 1 and new > 0
order by new desc, cluster_id
