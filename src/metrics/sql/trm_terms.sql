-- one row per term of a subscription: its dates, what the purchase that holds for it says, and the notice that concerns it
-- a notice of any purchase of the series ends the first term it is in time for, and comes too late for the one before (XII)
with dated as (
    select
        series_key,
        subscription_id,
        series_start,
        term_no,
        trm_term_start(series_start, term_no, term_months, renewal_months) as term_start,
        trm_term_end(series_start, term_no, term_months, renewal_months) as term_end,
        trm_term_end(series_start, term_no, term_months, renewal_months) - notice_days as notice_by,
        ends_on is not null
        and ends_on = trm_term_end(series_start, term_no, term_months, renewal_months) as is_last,
        series_no
    from trm_numbers
    join trm_series using (series_key)
),

noticed as (
    select
        dated.series_key,
        dated.term_no,
        min(notices.notice_on) as notice_on,
        arg_min(notices.notice_by_party, notices.notice_on) as notice_by_party
    from dated
    join (from trm_purchases where notice_on is not null) as notices
        on notices.subscription_id = dated.subscription_id
        and notices.series_start = dated.series_start
        and notices.from_term <= dated.term_no
        and (
            dated.is_last and notices.notice_on <= dated.notice_by
            or notices.notice_on > dated.notice_by and notices.notice_on <= dated.term_end
        )
    group by dated.series_key, dated.term_no
),

final as (
    select
        dated.*,
        purchases.customer_id,
        purchases.trm_type,
        purchases.consultant,
        purchases.annual_fee,
        purchases.currency,
        purchases.calendar_id,
        purchases.today,
        noticed.notice_on,
        noticed.notice_by_party,
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
    left join noticed on noticed.series_key = dated.series_key and noticed.term_no = dated.term_no
)

select * from final
