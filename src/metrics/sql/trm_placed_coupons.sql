-- one row per use of coupons: the term it falls into; a use after as_of is planned
with placed as (
    select
        coupons.rowid as entry,
        coupons.subscription_id,
        coupons.used_on,
        coalesce(coupons.quantity, 1) as quantity,
        series.series_key,
        series.series_start,
        coupons.used_on > coalesce(series.today, getvariable('local_today')) as is_ahead,
        case
            when coupons.used_on >= series.series_start and (series.ends_on is null or coupons.used_on <= series.ends_on)
                then trm_term_of(series.series_start, series.term_months, series.renewal_months, coupons.used_on)
        end as term_no
    from trm_coupons as coupons
    left join trm_series as series
        on series.subscription_id = coupons.subscription_id
        and (coupons.used_on >= series.series_start or series.series_no = 1)
        and (series.next_start is null or coupons.used_on < series.next_start)
),

final as (
    select
        *, case when term_no is null then 'outside_term' when is_ahead then 'planned' else 'used' end as counted_as
    from placed
)

select * from final
