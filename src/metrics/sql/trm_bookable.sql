-- one row per term that is not over: working days after as_of on which the consultant is not on another subscription
with ahead as (
    select *, greatest(today, term_start - 1) as after_day from trm_terms where term_end >= today
),

working as (
    select
        ahead.*,
        till.working_before + till.is_working::integer - since.working_before - since.is_working::integer as working_days
    from ahead
    join calendar_days as since on since.calendar_id = ahead.calendar_id and since.day = ahead.after_day
    join calendar_days as till on till.calendar_id = ahead.calendar_id and till.day = ahead.term_end
),

busy_from as (
    select working.*, coalesce(busy.busy_until, 0) as busy_before
    from working
    asof left join trm_busy as busy on busy.consultant = working.consultant and busy.day <= working.after_day
),

busy_to as (
    select busy_from.*, coalesce(busy.busy_until, 0) - busy_before as busy_days
    from busy_from
    asof left join trm_busy as busy on busy.consultant = busy_from.consultant and busy.day <= busy_from.term_end
),

own as (
    -- dates that this subscription alone holds are not taken from it
    select busy_to.series_key, busy_to.term_no, count(*) as own_days
    from busy_to
    join trm_busy as busy
        on busy.only_subscription = busy_to.subscription_id
        and busy.consultant = busy_to.consultant
        and busy.day > busy_to.after_day
        and busy.day <= busy_to.term_end
    group by all
),

final as (
    select
        series_key,
        term_no,
        working_days,
        busy_days - coalesce(own_days, 0) as taken_elsewhere,
        working_days - busy_days + coalesce(own_days, 0) as bookable_days
    from busy_to
    left join own using (series_key, term_no)
)

select * from final
