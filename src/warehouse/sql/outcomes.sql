-- one row per ticket opened by as_of: elapsed time on its clock, late or not, answered or not, and why not measured
-- as_of is the variable as_of_s; what is dated after it counts as not yet there (domain: the clock; V, II, IX)
with plain as (
    select
        ticket_key,
        clock_id,
        policy_id,
        severity_no,
        opened_on,
        opened_s,
        twice_open_before_opening,
        coalesce(answered_s > getvariable('as_of_s'), true) as is_open,
        case when answered_s <= getvariable('as_of_s') then answered_s else getvariable('as_of_s') end as stop_s,
        reason
    from ticket_base
    where opened_s <= getvariable('as_of_s')
),

known as (
    select
        * replace (
            case
                when response_s <= getvariable('as_of_s') then response_s
                when resolved_s <= getvariable('as_of_s') then resolved_s
            end as answered_s
        )
    from ticket_matches
    where not is_plain and opened_s <= getvariable('as_of_s')
),

in_force as (
    -- the severity at the answer, or at as_of while there is none (A12)
    select
        known.* replace (coalesce(history.severity_no, known.severity_no) as severity_no),
        coalesce(known.answered_s, getvariable('as_of_s')) as stop_s
    from known
    left join ticket_severities as history
        on history.ticket_key = known.ticket_key
        and coalesce(known.answered_s, getvariable('as_of_s')) >= history.from_at
        and coalesce(known.answered_s, getvariable('as_of_s')) < history.until_at
),

decided as (
    select
        in_force.* replace (clock_of(targets.clock, calendar_id) as clock_id),
        reason_of(term_reason, in_force.severity_no, code_reason, needs_phone, by_phone, answered_s, opened_s) as reason
    from in_force
    join targets on targets.key = target_key(in_force.policy_id, in_force.severity_no)
),

with_history as (
    select
        ticket_key,
        clock_id,
        policy_id,
        severity_no,
        opened_on,
        opened_s,
        twice_open_before(opened_s, twice_before, open_at, close_at) as twice_open_before_opening,
        answered_s is null as is_open,
        stop_s,
        reason
    from decided
    join calendar_slots on slot = slot_of(clock_id, opened_s)
),

stopped as (
    select * from plain
    union all
    select * from with_history
),

final as (
    select
        stopped.*,
        twice_open_before(stop_s, twice_before, open_at, close_at) - twice_open_before_opening as twice_elapsed,
        twice_elapsed > targets.twice_target as is_late
    from stopped
    join calendar_slots on slot = slot_of(clock_id, stop_s)
    join targets on targets.key = target_key(stopped.policy_id, stopped.severity_no)
)

select * from final
