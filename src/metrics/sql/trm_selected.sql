-- one row per subscription that the filters let through; entries of an unknown one only where nothing is filtered
select distinct subscription_id
from (
    select subscription_id, customer_id, consultant from trm_subscriptions
    union all
    select subscription_id, null, consultant from trm_days
    where getvariable('only_customer') is null
)
where
    (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_subscription') is null or list_contains(getvariable('only_subscription'), subscription_id))
    and (getvariable('only_consultant') is null or list_contains(getvariable('only_consultant'), consultant))
