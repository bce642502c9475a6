-- one row per support contract: its latest begun term, or its first, and who is named in it
select
    contract_id,
    customer_id,
    customer_name,
    program,
    tier,
    product,
    reseller,
    account_owner as owner,
    system_administrator,
    start_on,
    end_on
from contract_terms
join local_today using (calendar_id)
qualify row_number() over (
    partition by contract_id order by start_on <= today desc, abs(start_on - today)
) = 1
order by contract_id
