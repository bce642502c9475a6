-- one row per ticket and deadline (`response`, `escalation`): the earliest instant with the deadline's time on its clock
with deadlines as (
    select ticket_key, 'response' as deadline, calendar_id, opened_s, open_before_opening, always, target_seconds as seconds
    from outcomes
    where target_seconds is not null
    union all
    select ticket_key, 'escalation', calendar_id, opened_s, open_before_opening, escalations.always, escalations.seconds
    from outcomes
    join escalations using (policy_id, severity_no)
),

on_the_clock as (
    select ticket_key, deadline, opened_s + seconds as due_s
    from deadlines
    where always or seconds = 0
),

in_hours as (
    select
        ticket_key,
        deadline,
        case
            when open_at + (open_before_opening + seconds - open_before) <= close_at
                then open_at + (open_before_opening + seconds - open_before)
        end as due_s
    from (select *, open_before_opening + seconds as wanted from deadlines where not always and seconds > 0) as wanted
    asof join calendar_windows as windows
        on windows.calendar_id = wanted.calendar_id and windows.open_before < wanted.wanted
),

final as (
    select * from on_the_clock
    union all
    select * from in_hours
)

select * from final
