-- one row per support term and TRM term: its state at as_of, the first that applies, and whether action is due (VI, VIII, XII)
with known as (
    select
        terms.*,
        next_start is not null as has_successor,
        today > end_on as is_over,
        notice_on is not null or is_last as has_notice,
        greatest(licences_purchased, licences_in_use) as required
    from renewal_terms as terms
),

final as (
    select
        known.*,
        case
            when start_on > today then 'upcoming'
            when kind = 'support' and has_successor and not is_next_paid and days_left <= ending_days then 'payment_open'
            when has_successor then 'renewed'
            when has_notice and notice_on > notice_by and not is_over then 'late_notice'
            when has_notice and not is_over then 'nonrenewal_notified'
            when has_notice then 'ended'
            when is_over then 'lapsed'
            when kind = 'support' and days_left <= ending_days then 'expiring_unrenewed'
            when kind = 'trm' and days_to_notice < 0 then 'auto_renewal_fixed'
            when days_to_notice < 0 then 'notice_passed'
            when days_to_notice <= notice_window_days then 'notice_window'
            else 'active'
        end as state,
        case when must_be_covered then required end as licences_required,
        case when must_be_covered then required - licences_covered end as licences_shortfall
    from known
    cross join settings
)

select * exclude (required) from final
