-- one row per ticket opened by as_of that is not plain: its clock and outcome with what was known at as_of
-- as_of is the variable as_of_s; a reason is null when the ticket is measured
with settled as (
    select
        ticket_key,
        clock_id,
        target_no,
        opened_s,
        case
            when response_s <= getvariable('as_of_s') then response_s
            when resolution_s <= getvariable('as_of_s') then resolution_s
        end as stop_s,
        settled_reason
    from ticket_matches
    where settled_reason is not null and opened_s <= getvariable('as_of_s')
),

known as (
    select
        * replace (
            case
                when response_s <= getvariable('as_of_s') then response_s
                when resolution_s <= getvariable('as_of_s') then resolution_s
            end as answered_s
        )
    from ticket_matches
    where not is_plain and settled_reason is null and opened_s <= getvariable('as_of_s')
),

in_force as (
    -- the severity at the answer, or at as_of while there is none; a raise counts from the opening or from itself (A12)
    select
        known.* replace (coalesce(history.severity_no, known.severity_no) as severity_no),
        coalesce(known.answered_s, getvariable('as_of_s')) as stop_s,
        case when policies.raise_counts_from = 'raise' and history.is_raise then history.from_at else opened_s end
            as start_s
    from known
    left join policies using (policy_id)
    left join ticket_severities as history
        on history.ticket_key = known.ticket_key
        and coalesce(known.answered_s, getvariable('as_of_s')) >= history.from_at
        and coalesce(known.answered_s, getvariable('as_of_s')) < history.until_at
),

decided as (
    select
        ticket_key,
        clock_of(targets.clock, calendar_id) as clock_id,
        targets.key as target_no,
        targets.twice_target,
        start_s,
        stop_s,
        answered_s is not null as is_answered,
        reason_of(term_reason, in_force.severity_no, twice_target, code_reason, phone_channels, channel, answered_s, opened_s) as reason
    from in_force
    join targets on targets.key = target_key(in_force.policy_id, in_force.severity_no)
),

clocked as (
    -- an opening or answer before the grid is not measured, whatever its first slot says
    select
        decided.*,
        twice_open_before(stop_s, stops.twice_before, stops.open_at, stops.close_at)
        - twice_open_before(start_s, starts.twice_before, starts.open_at, starts.close_at) as twice_elapsed,
        twice_elapsed > twice_target as is_late
    from decided
    join calendar_slots as starts on starts.slot = slot_of(clock_id, greatest(start_s, getvariable('grid_start')))
    join calendar_slots as stops on stops.slot = slot_of(clock_id, greatest(stop_s, getvariable('grid_start')))
),

final as (
    select
        ticket_key,
        clock_id,
        target_no,
        opened_s as start_s,
        stop_s,
        stop_s is not null as is_answered,
        null as twice_elapsed,
        null as is_late,
        settled_reason as reason
    from settled
    union all
    select ticket_key, clock_id, target_no, start_s, stop_s, is_answered, twice_elapsed, is_late, reason
    from clocked
)

select * from final
