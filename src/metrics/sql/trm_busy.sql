-- one row per consultant and coming date with entries: how many such dates up to it, and the only subscription, if one
with busy as (
    select
        consultant,
        day,
        count(distinct subscription_id) as subscriptions,
        any_value(subscription_id) as one_of_them
    from trm_placed
    semi join (select calendar_id, day from calendar_days where is_working) as working using (calendar_id, day)
    where consultant is not null and counted_as <> 'cancelled' and is_ahead
    group by consultant, day
),

final as (
    select
        consultant,
        day,
        case when subscriptions = 1 then one_of_them end as only_subscription,
        row_number() over (partition by consultant order by day) as busy_until
    from busy
)

select * from final
