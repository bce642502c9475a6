-- one row per customer with tickets: attainment over the twelve months to as_of, and what is open now
with known as (
    select
        facts.customer_id,
        facts.severity,
        facts.outcome,
        facts.opened_on > getvariable('local_today') - interval 12 month as is_recent,
        facts.outcome = 'running' and facts.elapsed_seconds * 8 >= targets.twice_target * 3 as is_near,
        coalesce(epoch_seconds(coalesce(resolved_at, closed_at)) > getvariable('as_of_s'), true)
        and (resolved_at is not null or closed_at is not null or coalesce(status, 'open') not in ('resolved', 'closed'))
            as is_open,
        csat
    from facts
    join tickets using (ticket_key)
    join targets on targets.key = facts.target_no
    where facts.customer_id is not null
),

final as (
    select
        customer_id,
        count(*) filter (where is_open) as open_tickets,
        count(*) filter (where is_open and severity = 'S1') as open_s1,
        count(*) filter (where outcome = 'overdue') as overdue,
        count(*) filter (where is_near) as near_due,
        count(*) filter (where is_recent and outcome = 'met') as met,
        count(*) filter (where is_recent and outcome in ('met', 'breached', 'overdue')) as judged,
        count(*) filter (where is_recent and outcome = 'breached') as breached,
        avg(csat) filter (where is_recent) as csat,
        count(csat) filter (where is_recent) as csat_answers
    from known
    group by customer_id
)

select * from final
