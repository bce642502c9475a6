-- one row per date from trm_from to trm_to for the one subscription asked for: working day or not, its own entries, and
-- whether its consultant is on another subscription that day; on an onsite date the onsite days alone are summed
with subscription as (
    select subscription_id, arg_max(calendar_id, place) as calendar_id, arg_max(consultant, place) as consultant
    from trm_purchases
    semi join trm_selected using (subscription_id)
    group by subscription_id
),

own as (
    select
        day,
        case when bool_or(is_onsite) then 'onsite' else 'remote' end as mode,
        coalesce(sum(halves) filter (where is_onsite), sum(halves)) / 2 as days,
        case when bool_or(counted_as = 'planned') then 'planned' else 'used' end as counted_as
    from trm_placed
    semi join subscription using (subscription_id)
    where counted_as in ('used', 'planned')
    group by day
),

elsewhere as (
    select placed.day, sum(placed.halves) / 2 as days
    from trm_placed as placed
    join subscription
        on subscription.consultant = placed.consultant and subscription.subscription_id <> placed.subscription_id
    where placed.counted_as <> 'cancelled'
    group by placed.day
)

select
    calendar_days.day as "date",
    is_working as is_open,
    own.mode as own_mode,
    coalesce(own.days, 0) as own_days,
    own.counted_as,
    coalesce(elsewhere.days, 0) as days_elsewhere
from calendar_days
semi join subscription using (calendar_id)
left join own using (day)
left join elsewhere using (day)
where calendar_days.day between getvariable('trm_from') and getvariable('trm_to')
order by calendar_days.day
