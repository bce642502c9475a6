-- one row per term of a subscription: its ledger (XII); unused days and coupons expire with it, overuse is never clipped
-- invariant: used + planned + uncommitted = entitled
with booked as (
    select
        series_key,
        term_no,
        sum(case when counted_as = 'used' then halves else 0 end) as used_halves,
        sum(case when counted_as = 'planned' then halves else 0 end) as planned_halves,
        sum(case when counted_as = 'used' and is_onsite then halves else 0 end) as onsite_used_halves,
        sum(case when counted_as = 'planned' and is_onsite then halves else 0 end) as onsite_planned_halves
    from trm_placed
    where counted_as in ('used', 'planned')
    group by all
),

coupons as (
    select
        series_key,
        term_no,
        sum(case when counted_as = 'used' then quantity else 0 end)::integer as coupons_used,
        sum(case when counted_as = 'planned' then quantity else 0 end)::integer as coupons_planned
    from trm_placed_coupons
    where counted_as <> 'outside_term'
    group by all
),

counted as (
    select
        terms.*,
        entitled_days::double as entitled,
        coalesce(used_halves, 0) / 2 as used,
        coalesce(planned_halves, 0) / 2 as planned,
        cap_days::double as onsite_cap,
        coalesce(onsite_used_halves, 0) / 2 as onsite_used,
        coalesce(onsite_planned_halves, 0) / 2 as onsite_planned,
        coalesce(coupons_used, 0) as coupons_used,
        coalesce(coupons_planned, 0) as coupons_planned,
        term_end - term_start + 1 as term_days,
        greatest(0, least(today, term_end) - term_start + 1) as elapsed_days,
        today > term_end as is_over
    from trm_terms as terms
    left join booked using (series_key, term_no)
    left join coupons using (series_key, term_no)
),

remaining as (
    select
        *,
        entitled - used as remaining,
        least(onsite_cap - onsite_used, entitled - used) as onsite_remaining,
        coupons_entitled - coupons_used as coupons_remaining,
        elapsed_days / term_days as elapsed_share,
        case
            when elapsed_days / term_days >= getvariable('trm_pace_from')
                then greatest(used + planned, used * term_days / elapsed_days)
        end as forecast
    from counted
),

final as (
    select
        subscription_id,
        customer_id,
        customer_name,
        consultant,
        trm_type,
        local_today.calendar,
        annual_fee,
        currency,
        series_no,
        term_no,
        term_start,
        term_end,
        entitled,
        used,
        planned,
        remaining,
        remaining - planned as uncommitted,
        onsite_cap,
        onsite_used,
        onsite_planned,
        onsite_remaining,
        onsite_used / nullif(entitled, 0) as onsite_share,
        case when onsite_remaining > 0 and onsite_remaining < onsite_run then onsite_remaining else 0 end
            as stranded_onsite,
        case
            when onsite_remaining - onsite_planned > 0 and onsite_remaining - onsite_planned < onsite_run
                then onsite_remaining - onsite_planned
            else 0
        end as stranded_after_plan,
        case when is_over then greatest(0, remaining) else 0 end as expired,
        coupons_entitled,
        coupons_used,
        coupons_planned,
        coupons_remaining,
        case when is_over then greatest(0, coupons_remaining) else 0 end as coupons_expired,
        notice_by,
        prudent.last_working as notice_by_working_day,
        notice_on,
        notice_by_party,
        is_last,
        elapsed_share,
        used / nullif(entitled, 0) as used_share,
        forecast,
        case when forecast is not null then greatest(0, entitled - forecast) end as forecast_expiring,
        working_days,
        taken_elsewhere,
        bookable_days,
        coalesce(remaining <= bookable_days, true) as is_feasible,
        term_start <= remaining.today and remaining.today <= term_end as is_current,
        is_over
    from remaining
    join local_today using (calendar_id)
    left join customers using (customer_id)
    left join trm_bookable using (series_key, term_no)
    left join calendar_days as prudent
        on prudent.calendar_id = remaining.calendar_id and prudent.day = remaining.notice_by
    cross join (select max(onsite_run) as onsite_run from trm_rules)
)

select *
from final
semi join trm_selected using (subscription_id)
where
    (getvariable('trm_from') is null or term_end >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or term_start <= getvariable('trm_to'))
order by subscription_id, term_start
