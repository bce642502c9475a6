-- one row per group of the variable group_by: tickets by outcome, and met / (met + breached + overdue)
-- invariant: met + breached + overdue + running + not_measured = tickets
with named as (
    select cell, customer_id as customer, product, team, assignee, channel from selected_facts
),

counted as (
    -- cells name programme, tier, severity, month, quarter, outcome and reason; only other fields are grouped ticket by ticket
    select
        columns(lambda field: field = 'cell' or list_contains(getvariable('group_by'), field)),
        count(*) as tickets
    from named
    group by all
),

by_cell as (
    select cells.* replace (cells.reason::varchar as reason), counted.* exclude (cell), null as everything
    from counted
    join cells using (cell)
),

final as (
    select
        columns(lambda field: list_contains(getvariable('group_by'), field)),
        sum(tickets)::bigint as tickets,
        sum(case when outcome = 'met' then tickets else 0 end)::bigint as met,
        sum(case when outcome = 'breached' then tickets else 0 end)::bigint as breached,
        sum(case when outcome = 'overdue' then tickets else 0 end)::bigint as overdue,
        sum(case when outcome = 'running' then tickets else 0 end)::bigint as running,
        sum(case when outcome = 'not_measured' then tickets else 0 end)::bigint as not_measured
    from by_cell
    group by all
)

select *, met / nullif(met + breached + overdue, 0) as attainment from final order by all
