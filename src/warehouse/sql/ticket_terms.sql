-- one row per ticket: the contract term in force on its opening date, or the reason why there is none
-- its customer is that of the contracts it may mean, else what the export says
-- by contract id; without one by customer id, else by exact customer name, and then by product where several fit
with terms_in_order as (
    select
        *,
        max(ends_at) over (
            partition by contract_id order by starts_at rows between unbounded preceding and 1 preceding
        ) as earlier_end
    from contract_terms
),

contracts_in_short as (
    select
        contract_id,
        coalesce(bool_or(starts_at < earlier_end), false) as is_overlapping,
        case when count(distinct customer_id) = 1 then any_value(customer_id) end as only_customer
    from terms_in_order
    group by contract_id
),

openings as (
    select
        ticket_key,
        tickets.contract_id,
        tickets.customer_id,
        product,
        epoch_seconds(opened_at) as opened_s,
        only_customer,
        contracts.contract_id is not null as is_known,
        coalesce(is_overlapping, tickets.contract_id is null) as may_be_several
    from tickets
    left join contracts_in_short as contracts on contracts.contract_id = tickets.contract_id
),

decided_at_once as (
    select
        ticket_key,
        terms.term_id,
        case when not is_known then 'no_contract' when terms.term_id is null then 'out_of_term' end as contract_reason,
        only_customer,
        openings.customer_id as given_customer
    from openings
    left join contract_terms as terms
        on terms.contract_id = openings.contract_id and opened_s >= terms.starts_at and opened_s < terms.ends_at
    where not may_be_several
),

customer_keys as (
    select customer_id as customer, contract_id, start_on from contract_terms
    union all
    select customer_name, contract_id, start_on
    from contract_terms
    where customer_name is not null and customer_name not in (select customer_id from contract_terms)
),

candidates as (
    select ticket_key, opened_s, terms.term_id, terms.customer_id, terms.starts_at, terms.ends_at, false as fits_product
    from openings
    join contract_terms as terms using (contract_id)
    where may_be_several
    union all
    select
        ticket_key,
        opened_s,
        terms.term_id,
        terms.customer_id,
        terms.starts_at,
        terms.ends_at,
        terms.product = openings.product
    from openings
    join customer_keys as customers on customers.customer = openings.customer_id
    join contract_terms as terms
        on terms.contract_id = customers.contract_id and terms.start_on = customers.start_on
    where openings.contract_id is null
),

in_force as (
    select
        ticket_key,
        case when count(distinct customer_id) = 1 then any_value(customer_id) end as only_customer,
        count(*) filter (where opened_s >= starts_at and opened_s < ends_at) as terms_in_force,
        any_value(term_id) filter (where opened_s >= starts_at and opened_s < ends_at) as only_term,
        count(*) filter (where opened_s >= starts_at and opened_s < ends_at and fits_product) as terms_for_product,
        any_value(term_id) filter (where opened_s >= starts_at and opened_s < ends_at and fits_product) as product_term
    from candidates
    group by ticket_key
),

decided_among_several as (
    select
        openings.ticket_key,
        case
            when terms_in_force = 1 then only_term
            when terms_for_product = 1 then product_term
        end as term_id,
        case
            when terms_in_force is null then 'no_contract'
            when terms_in_force = 0 then 'out_of_term'
            when terms_in_force > 1 and terms_for_product != 1 then 'ambiguous_contract'
        end as contract_reason,
        in_force.only_customer,
        openings.customer_id as given_customer
    from openings
    left join in_force using (ticket_key)
    where may_be_several
),

decided as (
    select * from decided_at_once
    union all
    select * from decided_among_several
),

final as (
    select
        ticket_key,
        term_id,
        contract_reason,
        coalesce(terms.customer_id, only_customer, given_customer) as customer_id
    from decided
    left join contract_terms as terms using (term_id)
)

select * from final
