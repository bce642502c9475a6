-- one row per series of terms of a subscription: when it starts and ends, how its terms are counted, its latest notice
select
    (row_number() over (order by subscription_id, series_start))::integer as series_key,
    subscription_id,
    series_start,
    lead(series_start) over (partition by subscription_id order by series_start) as next_start,
    row_number() over (partition by subscription_id order by series_start) as series_no,
    arg_min(term_months, place) as term_months,
    arg_min(renewal_months, place) as renewal_months,
    arg_min(notice_days, place) as notice_days,
    arg_max(calendar_id, place) as calendar_id,
    arg_max(consultant, place) as consultant,
    any_value(ends_on) as ends_on,
    any_value(today) as today
from trm_purchases
group by subscription_id, series_start
