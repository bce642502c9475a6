-- one row per record: the state, where it is not known that of its category; the sign of the time that was left as
-- the system's own verdict; a rating where it is a number
select
    * replace (
        coalesce(status, status_category) as status,
        coalesce(
            source_sla_met,
            case
                when regexp_matches(time_left, '^[-−]\s*\d') then false
                when regexp_matches(time_left, '^\d') then true
            end
        ) as source_sla_met,
        coalesce(csat, case when regexp_full_match(csat_label, '\d+(\.\d+)?') then try_cast(csat_label as double) end) as csat
    )
from rows
order by source_line
