-- one row per support term and per TRM term begun or upcoming: what is known of it at as_of, its successor, its deadlines
with support as (
    select
        'support' as kind,
        terms.contract_id as id,
        terms.customer_id,
        terms.customer_name,
        terms.program,
        terms.tier as level,
        terms.product,
        terms.reseller,
        terms.account_owner as owner,
        terms.start_on,
        terms.end_on,
        terms.annual_fee,
        terms.currency,
        terms.renewal_stage as stage,
        terms.renewal_probability as probability,
        terms.licences_purchased,
        terms.licences_in_use,
        terms.licences_covered,
        terms.purchased_on,
        terms.calendar_id,
        today,
        case when terms.nonrenewal_notice_on <= today then terms.nonrenewal_notice_on end as notice_on,
        null::varchar as notice_by_party,
        terms.end_on - rules.notice_days as notice_by,
        terms.nonrenewal_notice_on <= today and terms.nonrenewal_notice_on <= terms.end_on - rules.notice_days as is_last,
        terms.payment_confirmed_on <= today as is_paid,
        case when terms.payment_confirmed_on <= today then terms.payment_confirmed_on end as paid_on,
        coalesce(access_stops_unpaid, false) as access_stops_unpaid,
        rules.licences_required is not null as must_be_covered,
        lead(terms.start_on) over contract as next_start,
        lead(terms.end_on) over contract as next_end,
        lead(terms.annual_fee) over contract as next_fee,
        lead(terms.currency) over contract as next_currency,
        coalesce(lead(terms.payment_confirmed_on <= today) over contract, false) as is_next_paid
    from contract_terms as terms
    join local_today using (calendar_id)
    left join renewal_rules as rules
        on rules.program = terms.program
        and terms.start_on >= rules.valid_from and terms.start_on < rules.valid_to
    window contract as (partition by terms.contract_id order by terms.start_on)
),

trm as (
    select
        'trm' as kind,
        subscription_id as id,
        customer_id,
        customers.customer_name,
        (select any_value(program) from trm_rules) as program,
        trm_type as level,
        null as product,
        null as reseller,
        consultant as owner,
        term_start as start_on,
        term_end as end_on,
        annual_fee,
        currency,
        null as stage,
        null::double as probability,
        null::integer as licences_purchased,
        null::integer as licences_in_use,
        null::integer as licences_covered,
        null::date as purchased_on,
        calendar_id,
        today,
        notice_on,
        notice_by_party,
        notice_by,
        is_last,
        null::boolean as is_paid,
        null::date as paid_on,
        false as access_stops_unpaid,
        false as must_be_covered,
        lead(term_start) over subscription as next_start,
        lead(term_end) over subscription as next_end,
        lead(annual_fee) over subscription as next_fee,
        lead(currency) over subscription as next_currency,
        null::boolean as is_next_paid
    from trm_terms
    left join customers using (customer_id)
    window subscription as (partition by subscription_id order by term_start)
),

final as (
    from support union all by name from trm
)

select
    final.* exclude (calendar_id),
    prudent.last_working as notice_by_working_day,
    end_on - today as days_left,
    notice_by - today as days_to_notice
from final
left join calendar_days as prudent on prudent.calendar_id = final.calendar_id and prudent.day = final.notice_by
