-- one row per group of the variable group_by: tickets by outcome, and met / (met + breached + overdue)
-- invariant: met + breached + overdue + running + not_measured = tickets
with named as (
    select * replace (reason::varchar as reason), customer_id as customer, null as everything from selected_facts
),

final as (
    select
        columns(lambda field: list_contains(getvariable('group_by'), field)),
        count(*) as tickets,
        count(*) filter (where outcome = 'met') as met,
        count(*) filter (where outcome = 'breached') as breached,
        count(*) filter (where outcome = 'overdue') as overdue,
        count(*) filter (where outcome = 'running') as running,
        count(*) filter (where outcome = 'not_measured') as not_measured,
        count(*) filter (where outcome = 'met')
        / nullif(count(*) filter (where outcome in ('met', 'breached', 'overdue')), 0) as attainment
    from named
    group by all
)

select * from final order by all
