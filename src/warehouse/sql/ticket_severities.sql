-- one row per ticket with a severity history and stretch of time with one severity (III, A10, A12)
-- a change is in force from its own instant on; of several at one instant the last recorded one holds
with changes as (
    select
        tickets.ticket_key,
        tickets.severity as exported,
        epoch_seconds(events.at) as changed_at,
        events.seq,
        events.old,
        events.new
    from ticket_events as events
    join tickets using (ticket_id)
    where events.field = 'severity'
),

last_of_instant as (
    select *
    from changes
    qualify row_number() over (partition by ticket_key, changed_at order by seq desc) = 1
),

before_the_first as (
    select
        ticket_key,
        -(2::bigint ^ 60)::bigint as from_at,
        min(changed_at) as until_at,
        coalesce(arg_min(old, (changed_at, seq)), any_value(exported)) as severity
    from changes
    group by ticket_key
),

after_each as (
    select
        ticket_key,
        changed_at as from_at,
        coalesce(lead(changed_at) over (partition by ticket_key order by changed_at), (2::bigint ^ 60)::bigint)
            as until_at,
        new as severity
    from last_of_instant
),

numbered as (
    select ticket_key, from_at, until_at, severity_number(severity) as severity_no from before_the_first
    union all
    select ticket_key, from_at, until_at, severity_number(severity) from after_each
),

final as (
    select
        *,
        severity_no > 0 and severity_no < lag(severity_no) over (partition by ticket_key order by from_at) as is_raise
    from numbered
)

select * from final order by ticket_key, from_at
