-- one row per ticket to be acted on: overdue, or with three quarters of its target gone, or due today
with open_tickets as (
    select
        ticket_facts.*,
        elapsed_seconds * 4 >= target_minutes * 60 * 3 as is_near,
        (due_at + to_seconds(offset_seconds))::date as due_day,
        (moment_at(getvariable('as_of_s')) + to_seconds(offset_seconds))::date as today
    from ticket_facts
    join calendars on calendars.name = ticket_facts.calendar
    join zone_offsets using (calendar_id)
    where
        outcome in ('overdue', 'running')
        and epoch_seconds(due_at) >= from_at and epoch_seconds(due_at) < until_at
)

select
    'sla' as area,
    case when outcome = 'overdue' then 'overdue' when is_near then 'near_due' else 'due_today' end as code,
    customer_id,
    customer_name,
    ticket_id as id,
    coalesce(assignee, team) as owner,
    due_day as due_on,
    due_at,
    null::double as amount,
    clause,
    severity as level,
    subject
from open_tickets
where outcome = 'overdue' or is_near or due_day <= today
