-- one row per TRM day entry: the term it falls into and what it counts as; days in halves, so that sums are whole numbers
-- a delivered entry after as_of counts as planned; a cancelled one nowhere; before the first start and after an end fixed by
-- a notice it is outside_term; of an unknown subscription too
with placed as (
    select
        days.entry,
        days.subscription_id,
        days."date" as day,
        (days.days * 2)::integer as halves,
        days.mode = 'onsite' as is_onsite,
        days.status,
        coalesce(days.consultant, series.consultant) as consultant,
        series.series_key,
        series.series_start,
        series.calendar_id,
        days."date" > coalesce(series.today, getvariable('local_today')) as is_ahead,
        days."date" < coalesce(series.today, getvariable('local_today')) as is_behind,
        case
            when days."date" >= series.series_start and (series.ends_on is null or days."date" <= series.ends_on)
                then trm_term_of(series.series_start, series.term_months, series.renewal_months, days."date")
        end as term_no
    from trm_given as days
    left join trm_series as series
        on series.subscription_id = days.subscription_id
        and (days."date" >= series.series_start or series.series_no = 1)
        and (series.next_start is null or days."date" < series.next_start)
),

final as (
    select
        *,
        case
            when status = 'cancelled' then 'cancelled'
            when term_no is null then 'outside_term'
            when status = 'delivered' and not is_ahead then 'used'
            else 'planned'
        end as counted_as
    from placed
)

select * from final
