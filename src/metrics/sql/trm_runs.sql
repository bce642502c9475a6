-- one row per run of calendar-consecutive onsite dates of a subscription, in the block it belongs to (XII)
-- a block goes on as long as each gap holds only closed days; a date outside the laid calendar counts as a working day
-- where a purchase brings another calendar, the days before it are those of the calendar before
with onsite as (
    select placed.subscription_id, purchases.calendar_id, purchases.holds_from, day, sum(halves) as halves
    from trm_placed as placed
    join trm_purchases as purchases
        on purchases.subscription_id = placed.subscription_id
        and purchases.series_start = placed.series_start
        and placed.term_no >= purchases.from_term
        and (purchases.next_from_term is null or placed.term_no < purchases.next_from_term)
    where is_onsite and counted_as in ('used', 'planned')
    group by all
),

before as (
    select
        *,
        lag(day) over dates as day_before,
        lag(calendar_id) over dates as calendar_before,
        case when lag(calendar_id) over dates is distinct from calendar_id then holds_from else day end as until
    from onsite
    window dates as (partition by subscription_id order by day)
),

gaps as (
    -- from the day after the date before to `until` on the calendar before, from there to the date on its own
    select
        before.subscription_id,
        before.day,
        halves,
        before.day - day_before - 1 as gap_days,
        coalesce(
            till.working_before - since.working_before - since.is_working::integer
            + case when before.day = until then 0 else own.working_before - own_since.working_before end,
            before.day - day_before - 1
        ) as working_days_between
    from before
    left join calendar_days as since on since.calendar_id = calendar_before and since.day = day_before
    left join calendar_days as till on till.calendar_id = calendar_before and till.day = until
    left join calendar_days as own on own.calendar_id = before.calendar_id and own.day = before.day
    left join calendar_days as own_since on own_since.calendar_id = before.calendar_id and own_since.day = until
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
