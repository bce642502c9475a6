-- one row per question: the earliest instant with `add_seconds` of open time since `start_at`; for a negative amount
-- the latest instant with that much open time until `start_at`; null when the laid range does not hold so much
with questions as (select * from clock_questions where add_seconds is not null),

wanted as (
    select
        question,
        questions.calendar_id,
        start_at,
        add_seconds,
        add_seconds + coalesce(windows.open_before + least(start_at, windows.close_at) - windows.open_at, 0)
            as wanted_open
    from questions
    asof left join calendar_windows as windows
        on windows.calendar_id = questions.calendar_id and windows.open_at <= questions.start_at
),

forward as (
    select question, windows.open_at + wanted_open - windows.open_before as reached, windows.close_at, windows.open_at
    from wanted
    asof join calendar_windows as windows
        on windows.calendar_id = wanted.calendar_id and windows.open_before < wanted_open
    where add_seconds > 0
),

backward as (
    select question, windows.open_at + wanted_open - windows.open_before as reached, windows.close_at, windows.open_at
    from wanted
    asof join calendar_windows as windows
        on windows.calendar_id = wanted.calendar_id and windows.open_before <= wanted_open
    where add_seconds < 0
),

final as (
    select
        question,
        case
            when add_seconds = 0 then start_at
            when add_seconds > 0 then case when forward.reached <= forward.close_at then forward.reached end
            when backward.reached < backward.close_at then backward.reached
        end as reached_at
    from wanted
    left join forward using (question)
    left join backward using (question)
)

select * from final order by question
