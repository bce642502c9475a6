-- one row per support term, licence shortfall or revision of terms to be acted on (preamble, VI, VII, VIII)
with terms as (
    select
        *,
        case state
            when 'notice_window' then notice_by
            else end_on
        end as due_on,
        case
            when notice_by is null then null
            when state = 'payment_open' then 'VI'
            when state = 'lapsed' then 'VII'
            when state = 'expiring_unrenewed' then 'VI'
            else 'VIII'
        end as clause
    from renewals
    where
        kind = 'support'
        and (
            state in ('expiring_unrenewed', 'notice_window', 'late_notice')
            or state = 'payment_open' and next_end >= today
            or state = 'lapsed' and days_left >= -getvariable('lapsed_days')
        )
)

select
    'renewal' as area,
    state as code,
    customer_id,
    customer_name,
    id,
    owner,
    due_on,
    annual_fee::double as amount,
    currency,
    clause,
    level,
    start_on
from terms

union all by name

select 'licence_shortfall' as code, customer_id, customer_name, id, owner, end_on as due_on,
    licences_shortfall::double as amount, 'VI' as clause, level, start_on, 'renewal' as area
from renewals
where licences_shortfall > 0 and start_on <= today and end_on >= today

union all by name

select 'renewal' as area, 'revision_open' as code, customer_id, customer_name, contract_id as id, owner, object_by as due_on,
    'preamble' as clause
from revisions
where state = 'open'
