-- one row per ticket and deadline (`response`, `escalation`): the earliest instant with the deadline's time on its clock
with deadlines as (
    select ticket_key, 'response' as deadline, calendar_id, opened_s, twice_open_before_opening, always, target_seconds
    from outcomes
    where target_seconds is not null
    union all
    select
        ticket_key,
        'escalation',
        calendar_id,
        opened_s,
        twice_open_before_opening,
        escalations.always,
        escalations.seconds
    from outcomes
    join escalations using (policy_id, severity_no)
),

on_the_clock as (
    select ticket_key, deadline, opened_s + target_seconds as due_s
    from deadlines
    where always or target_seconds = 0
),

wanted as (
    select ticket_key, deadline, calendar_id, twice_open_before_opening // 2 + target_seconds as wanted_open
    from deadlines
    where not always and target_seconds > 0
),

in_hours as (
    select ticket_key, deadline, open_at + wanted_open - open_before as due_s
    from wanted
    asof join calendar_windows as windows
        on windows.calendar_id = wanted.calendar_id and windows.open_before < wanted.wanted_open
    where open_at + wanted_open - open_before <= close_at
),

final as (
    select * from on_the_clock
    union all
    select * from in_hours
)

select * from final
