-- one row per notice of revised terms known at as_of: until when the customer may object, and what became of it (preamble)
with known as (
    select
        notices.contract_id,
        notices.notified_on,
        notices.notified_on + objection_days as object_by,
        case when notices.objected_on <= today then notices.objected_on end as objected_on,
        objection_days,
        today,
        terms.customer_id,
        terms.customer_name,
        terms.account_owner as owner
    from terms_notices as notices
    join (
        select contract_id, max_by(customer_id, start_on) as customer_id, max_by(customer_name, start_on) as customer_name,
            max_by(account_owner, start_on) as account_owner, max_by(calendar_id, start_on) as calendar_id,
            max_by(program, start_on) as program
        from contract_terms
        group by contract_id
    ) as terms using (contract_id)
    join local_today using (calendar_id)
    left join renewal_rules as rules
        on rules.program = terms.program and notices.notified_on >= rules.valid_from and notices.notified_on < rules.valid_to
    where notices.notified_on <= today
),

final as (
    select
        * exclude (today),
        object_by - today as days_left,
        case
            when objection_days is null then 'not_set'
            when objected_on <= object_by then 'objected'
            when objected_on is not null then 'objected_late'
            when today <= object_by then 'open'
            else 'deemed_agreed'
        end as state
    from known
)

select * from final order by object_by desc, contract_id
