-- one row per TRM subscription whose running term ends within the days of trm_expiring_days with days that are not booked
with ending as (
    select *
    from trm_terms
    where term_start <= today and term_end between today and today + getvariable('trm_expiring_days')
),

booked as (
    select ending.subscription_id, ending.customer_id, ending.term_end, ending.entitled_days,
        coalesce(sum(days.days) filter (where days.status <> 'cancelled'), 0) as booked_days
    from ending
    left join trm_days as days
        on days.subscription_id = ending.subscription_id
        and days."date" >= ending.term_start and days."date" <= ending.term_end
    group by all
),

final as (
    select subscription_id, customer_id, (entitled_days - booked_days)::double as uncommitted, term_end
    from booked
    where entitled_days > booked_days
)

select * from final
