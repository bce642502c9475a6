-- One row per change of state, priority or assignee between two updates of a number, in the order of recording;
-- an update without its time gives none.
with updates as (
    select
        *,
        row_number() over recording as step,
        lag(state_label) over recording as old_state,
        lag(status) over recording as old_status,
        lag(severity_label) over recording as old_label,
        lag(severity) over recording as old_severity,
        lag(assignee) over recording as old_assignee
    from rows
    window recording as (
        partition by ticket_id
        order by sys_mod_count nulls first, sys_updated_at nulls first, source_line
    )
),

changes as (
    select
        ticket_id, sys_updated_at as "at", 'status' as field,
        coalesce(old_status, old_state) as old, coalesce(status, state_label) as new,
        step, 1 as place, source_file, source_line
    from updates
    where step > 1 and old_state is distinct from state_label
    union all
    select
        ticket_id, sys_updated_at, 'severity',
        coalesce(old_severity, old_label), coalesce(severity, severity_label),
        step, 2, source_file, source_line
    from updates
    where step > 1 and old_label is distinct from severity_label
    union all
    select
        ticket_id, sys_updated_at, 'assignee', old_assignee, assignee,
        step, 3, source_file, source_line
    from updates
    where step > 1 and old_assignee is distinct from assignee
),

final as (
    select
        ticket_id, "at", field, old, new,
        cast(row_number() over (order by ticket_id, step, place) as integer) as seq,
        source_file, source_line
    from changes
    where "at" is not null
    order by seq
)

select * from final
