-- one row per term of a subscription that has begun by as_of, by its number in the series (XII)
select
    series_key,
    unnest(range(1, 1 + trm_term_of(series_start, term_months, renewal_months, least(today, ends_on))))::integer as term_no
from trm_series
where series_start <= today
