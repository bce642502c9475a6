-- one row per ticket and deadline (`response`, `escalation`): the earliest instant with the deadline's time on its clock
with deadlines as (
    select ticket_key, 'response' as deadline, clock_id, start_s, targets.twice_target // 2 as seconds
    from outcomes
    join targets on targets.key = target_no
    where targets.twice_target is not null
    union all
    select ticket_key, 'escalation', clock_of(escalations.clock, ticket_matches.calendar_id), opened_s, seconds
    from outcomes
    join escalations on escalations.key = outcomes.target_no
    join ticket_matches using (ticket_key)
),

wanted as (
    select
        ticket_key,
        deadline,
        clock_id,
        start_s,
        seconds,
        twice_open_before(start_s, twice_before, open_at, close_at) // 2 + seconds as wanted_open
    from deadlines
    join calendar_slots on slot = slot_of(clock_id, start_s)
),

final as (
    select
        ticket_key,
        deadline,
        case when seconds = 0 then start_s else open_at + wanted_open - open_before end as due_s
    from wanted
    asof left join calendar_windows as windows
        on windows.calendar_id = wanted.clock_id and windows.open_before < wanted.wanted_open
    where seconds = 0 or open_at + wanted_open - open_before <= close_at
)

select * from final
