-- one row per record: an incident on hold waits for whom its reason names, as a label or as its number
select
    * replace (
        case
            when status = 'open' and state_label in ('3', 'On Hold') then case hold_reason
                when 'Awaiting Caller' then 'pending_customer'
                when '1' then 'pending_customer'
                when 'Awaiting Vendor' then 'pending_vendor'
                when '4' then 'pending_vendor'
                else status
            end
            else status
        end as status
    )
from rows
order by source_line
