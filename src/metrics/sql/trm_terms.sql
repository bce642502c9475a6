-- one row per term of a subscription: its dates, and what the purchase that holds for it says (XII)
with dated as (
    select
        trm_numbers.*,
        trm_term_start(series_start, term_no, term_months, renewal_months) as term_start,
        trm_term_end(series_start, term_no, term_months, renewal_months) as term_end,
        ends_on,
        series_no
    from trm_numbers
    join trm_series using (subscription_id, series_start)
),

final as (
    select
        dated.* exclude (ends_on),
        dated.ends_on is not distinct from dated.term_end and dated.ends_on is not null as is_last,
        purchases.customer_id,
        purchases.trm_type,
        purchases.consultant,
        purchases.annual_fee,
        purchases.currency,
        purchases.calendar_id,
        purchases.today,
        purchases.notice_on,
        purchases.notice_by_party,
        term_end - purchases.notice_days as notice_by,
        trm_types.days as entitled_days,
        trm_types.onsite_cap as cap_days,
        trm_types.coupons as coupons_entitled
    from dated
    join trm_purchases as purchases
        on purchases.subscription_id = dated.subscription_id
        and purchases.series_start = dated.series_start
        and dated.term_no >= purchases.from_term
        and (purchases.next_from_term is null or dated.term_no < purchases.next_from_term)
    join trm_types
        on trm_types.trm_type = purchases.trm_type
        and dated.term_start >= trm_types.valid_from and dated.term_start < trm_types.valid_to
)

select * from final
