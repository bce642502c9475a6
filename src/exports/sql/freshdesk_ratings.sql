-- one row per record: a rating counts where it is a number
select * replace (coalesce(csat, try_cast(csat_label as double)) as csat)
from rows
order by source_line
