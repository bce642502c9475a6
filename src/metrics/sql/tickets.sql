-- one row per selected ticket: its SLA facts
select ticket_facts.* exclude (ticket_key)
from ticket_facts
semi join selected_facts using (ticket_key)
order by opened_at, ticket_id
