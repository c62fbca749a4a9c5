select source, discovered, fetched, written, revised, unchanged, rejected, pending
from $coverage
where run_id = '$run_id'
order by source
