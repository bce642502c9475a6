-- one row per selected ticket: its SLA facts
select * exclude (ticket_key) from selected_facts order by opened_at, ticket_id
