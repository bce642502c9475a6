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
    select counted.*, cells.* exclude (cell, reason), cells.reason::varchar as reason, null as everything
    from counted
    join cells using (cell)
),

final as (
    select
        columns(lambda field: list_contains(getvariable('group_by'), field)),
        sum(tickets)::bigint as tickets,
        coalesce(sum(tickets) filter (where outcome = 'met'), 0)::bigint as met,
        coalesce(sum(tickets) filter (where outcome = 'breached'), 0)::bigint as breached,
        coalesce(sum(tickets) filter (where outcome = 'overdue'), 0)::bigint as overdue,
        coalesce(sum(tickets) filter (where outcome = 'running'), 0)::bigint as running,
        coalesce(sum(tickets) filter (where outcome = 'not_measured'), 0)::bigint as not_measured,
        met / nullif(met + breached + overdue, 0) as attainment
    from by_cell
    group by all
)

select * from final order by all
