-- one row per running TRM term and thing to be acted on (XII)
select
    'trm' as area,
    code,
    customer_id,
    customer_name,
    warnings.subscription_id as id,
    consultant as owner,
    until as due_on,
    amount,
    'XII' as clause,
    trm_type as level,
    warnings.term_start as start_on
from trm_warnings as warnings
join trm_ledgers as ledgers
    on ledgers.subscription_id = warnings.subscription_id and ledgers.term_start = warnings.term_start
where code not in ('pace_behind', 'block_bridged', 'delivered_ahead')
