-- one row per record: the business hours until the first answer, where no column says when it was given (00:00:00 is what
-- stands there without an answer); a rating counts where it is a number
with counted as (
    select
        *,
        regexp_extract(response_hours, '^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$', ['h', 'm', 's']) as clock,
        regexp_full_match(response_hours, '\d{1,5}(?:\.\d+)?') as is_decimal
    from rows
),

timed as (
    select
        *,
        case
            when is_decimal then round(try_cast(response_hours as double) * 3600)::bigint
            else try_cast(clock.h as bigint) * 3600 + try_cast(clock.m as bigint) * 60
                + coalesce(try_cast(clock.s as bigint), 0)
        end as seconds
    from counted
)

select
    * exclude (clock, is_decimal, seconds) replace (
        coalesce(csat, case when regexp_full_match(csat_label, '\d+(\.\d+)?') then try_cast(csat_label as double) end) as csat,
        case when first_response_at is null and seconds > 0 then seconds end as response_open_seconds,
        case when first_response_at is null and seconds > 0 then 'minutes' else response_source end as response_source
    )
from timed
order by source_line
