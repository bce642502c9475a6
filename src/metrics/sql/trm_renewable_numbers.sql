-- one row per term that the renewals show, by its number: those begun by as_of, and a first term that is still to come
from trm_begun
union all
select series_key, 1 from trm_series where series_start > today
