select source, unnest(findings, recursive := true)
from $coverage
where run_id = '$run_id'
order by all
