-- one row per ticket opened by as_of: elapsed time against the target, and the outcome (domain: the clock; V, II, IX)
-- as_of is the variable as_of_s; what is dated after it counts as not yet there
with known as (
    select
        *,
        case
            when response_s <= getvariable('as_of_s') then response_s
            when resolved_s <= getvariable('as_of_s') then resolved_s
        end as answered_s
    from ticket_base
    where opened_s <= getvariable('as_of_s')
),

stopped as (select *, coalesce(answered_s, getvariable('as_of_s')) as stop_s from known),

with_severity as (
    select * exclude (has_history) from stopped where not has_history
    union all
    select stopped.* exclude (has_history) replace (history.severity_no as severity_no)
    from stopped
    join ticket_severities as history
        on history.ticket_key = stopped.ticket_key
        and stopped.stop_s >= history.from_at
        and stopped.stop_s < history.until_at
    where has_history
),

clocked as (
    select
        with_severity.*,
        targets.target_seconds,
        targets.always,
        case
            when always then stop_s - opened_s
            else open_before(stop_s, twice_before, open_at, close_at) - open_before_opening
        end as elapsed_seconds,
        case
            when contract_reason is not null then contract_reason
            when with_severity.severity_no = 0 then 'no_severity'
            when code_reason is not null then code_reason
            when needs_phone and not by_phone then 'not_by_phone'
            when answered_s < opened_s then 'invalid_times'
        end::reason as reason
    from with_severity
    join calendars using (calendar_id)
    join calendar_slots on slot = slot_of(stop_s, first_slot, last_slot, first_second, slot_seconds)
    join targets on target_key = with_severity.policy_id * 5 + with_severity.severity_no
),

final as (
    select
        ticket_key,
        policy_id,
        severity_no,
        calendar_id,
        opened_on,
        opened_s,
        answered_s,
        stop_s,
        open_before_opening,
        target_seconds,
        always,
        elapsed_seconds,
        reason,
        case
            when answered_s is not null then case when elapsed_seconds <= target_seconds then 'met' else 'breached' end
            when elapsed_seconds > target_seconds then 'overdue'
            else 'running'
        end::outcome as clock_outcome
    from clocked
)

select *, case when reason is null then clock_outcome else 'not_measured' end::outcome as outcome from final
