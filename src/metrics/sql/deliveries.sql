-- one row per entitlement delivered up to as_of, the latest first, with the customer of its contract
select deliveries.contract_id, customer_id, item, "date", note
from entitlement_deliveries as deliveries
join (select contract_id, max_by(customer_id, start_on) as customer_id from contract_terms group by contract_id)
    using (contract_id)
where "date" <= getvariable('local_today')
order by "date" desc, contract_id, item
