-- one row per question: open seconds from `start_at` to `end_at`; negative when the end lies before the start
with questions as (select * from clock_questions where end_at is not null),

instants as (
    select question, 'start' as place, calendar_id, start_at as instant from questions
    union all
    select question, 'end', calendar_id, end_at from questions
),

measured as (
    select
        question,
        place,
        coalesce(windows.open_before + least(instant, windows.close_at) - windows.open_at, 0) as open_before
    from instants
    asof left join calendar_windows as windows
        on windows.calendar_id = instants.calendar_id and windows.open_at <= instants.instant
),

final as (
    select
        question,
        sum(case place when 'end' then open_before else -open_before end)::bigint as open_seconds
    from measured
    group by question
)

select * from final order by question
