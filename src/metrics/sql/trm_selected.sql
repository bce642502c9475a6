-- one row per subscription that the filters let through; entries of an unknown one only where nothing is filtered
select distinct subscription_id
from (
    select subscription_id, customer_id, consultant, trm_type, program
    from trm_subscriptions
    cross join (select any_value(program) as program from trm_rules)
    union all
    select subscription_id, null, consultant, null, null
    from trm_days
    where
        coalesce(getvariable('only_customer'), getvariable('only_trm_type'), getvariable('only_program')) is null
)
where
    (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_subscription') is null or list_contains(getvariable('only_subscription'), subscription_id))
    and (getvariable('only_consultant') is null or list_contains(getvariable('only_consultant'), consultant))
    and (getvariable('only_trm_type') is null or list_contains(getvariable('only_trm_type'), trm_type))
    and (getvariable('only_program') is null or list_contains(getvariable('only_program'), program))
