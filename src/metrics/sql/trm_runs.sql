-- one row per run of calendar-consecutive onsite dates of a subscription, in the block it belongs to (XII)
-- a block goes on as long as each gap holds only closed days; a date outside the laid calendar counts as a working day
with onsite as (
    select subscription_id, calendar_id, day, sum(halves) as halves
    from trm_placed
    where is_onsite and counted_as in ('used', 'planned')
    group by all
),

counted as (
    select onsite.*, working_before, is_working
    from onsite
    left join calendar_days using (calendar_id, day)
),

gaps as (
    select
        *,
        day - lag(day) over dates - 1 as gap_days,
        coalesce(
            working_before - lag(working_before + is_working::integer) over dates, day - lag(day) over dates - 1
        ) as working_days_between
    from counted
    window dates as (partition by subscription_id order by day)
),

numbered as (
    select
        *,
        sum(case when gap_days is null or working_days_between > 0 then 1 else 0 end) over dates as block_no,
        sum(case when gap_days is null or gap_days > 0 then 1 else 0 end) over dates as run_no
    from gaps
    window dates as (partition by subscription_id order by day)
),

final as (
    select
        subscription_id,
        block_no,
        run_no,
        min(day) as first,
        max(day) as last,
        count(*) as dates,
        sum(halves) as halves
    from numbered
    group by all
)

select * from final
