-- one row per purchase of a subscription: the series of terms it belongs to, and from which term of it on it holds
-- a series ends with the term that a notice of non-renewal ends (XII); a purchase after that begins another
with recursive purchases as (
    select
        subscriptions.*,
        row_number() over (partition by subscription_id order by purchased_on) as place,
        trm_rules.* exclude (valid_from, valid_to, program, calendar),
        local_today.calendar_id,
        today,
        case when nonrenewal_notice_on <= today then nonrenewal_notice_on end as notice_on
    from (select * exclude (calendar), calendar as own_calendar from trm_subscriptions) as subscriptions
    join trm_rules on purchased_on >= trm_rules.valid_from and purchased_on < trm_rules.valid_to
    join local_today on local_today.calendar = coalesce(own_calendar, trm_rules.calendar)
),

walked as (
    select
        subscription_id,
        place,
        purchased_on as series_start,
        1 as from_term,
        term_months,
        renewal_months,
        case
            when not renews then trm_term_end(purchased_on, 1, term_months, renewal_months)
            when notice_on is not null then
                trm_term_end(
                    purchased_on,
                    trm_term_of(purchased_on, term_months, renewal_months, notice_on + notice_days),
                    term_months,
                    renewal_months
                )
        end as ends_on
    from purchases
    where place = 1

    union all

    select
        subscription_id,
        place,
        series_start,
        from_term,
        term_months,
        renewal_months,
        least(
            ends_before,
            case
                when not renews then trm_term_end(series_start, from_term, term_months, renewal_months)
                when notice_on is not null then
                    trm_term_end(
                        series_start,
                        greatest(
                            from_term, trm_term_of(series_start, term_months, renewal_months, notice_on + notice_days)
                        ),
                        term_months,
                        renewal_months
                    )
            end
        ) as ends_on
    from (
        select
            purchases.*,
            begins_anew,
            case when begins_anew then purchased_on else walked.series_start end as series_start,
            case
                when begins_anew then 1
                else trm_term_of(walked.series_start, purchases.term_months, purchases.renewal_months, purchased_on)
            end as from_term,
            case when not begins_anew then walked.ends_on end as ends_before
        from purchases
        join (select *, place + 1 as next_place from walked) as walked
            on walked.subscription_id = purchases.subscription_id and walked.next_place = purchases.place
        cross join lateral (select coalesce(walked.ends_on < purchased_on, false) as begins_anew)
    )
),

final as (
    select
        subscription_id,
        walked.series_start,
        walked.from_term,
        trm_term_start(walked.series_start, walked.from_term, walked.term_months, walked.renewal_months) as holds_from,
        case when lead(walked.series_start) over series = walked.series_start then lead(walked.from_term) over series end
            as next_from_term,
        min(walked.ends_on) over (partition by subscription_id, walked.series_start) as ends_on,
        place,
        purchases.* exclude (subscription_id, place)
    from walked
    join purchases using (subscription_id, place)
    window series as (partition by subscription_id order by place)
)

select * from final
