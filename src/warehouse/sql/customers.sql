-- one row per customer of a contract or subscription: the name in the latest one that gives it
with named as (
    select customer_id, customer_name, start_on as named_on from contracts
    union all
    select customer_id, customer_name, purchased_on from trm_subscriptions
),

final as (
    select customer_id, arg_max(customer_name, named_on) filter (where customer_name is not null) as customer_name
    from named
    group by customer_id
)

select * from final order by customer_id
