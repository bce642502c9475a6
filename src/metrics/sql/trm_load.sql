-- one row per consultant, month and customer: TRM days used and planned, outside every term too
select
    placed.consultant,
    strftime(placed.day, '%Y-%m') as month,
    coalesce(purchases.customer_id, placed.subscription_id) as customer_id,
    any_value(customer_name) as customer_name,
    sum(case when placed.is_ahead or placed.status = 'planned' then 0 else halves end) / 2 as used,
    sum(case when placed.is_ahead or placed.status = 'planned' then halves else 0 end) / 2 as planned
from trm_placed as placed
left join (select subscription_id, arg_max(customer_id, place) as customer_id from trm_purchases group by 1) as purchases
    using (subscription_id)
left join customers using (customer_id)
where
    placed.counted_as <> 'cancelled'
    and placed.consultant is not null
    and (getvariable('only_consultant') is null or list_contains(getvariable('only_consultant'), placed.consultant))
    and (getvariable('trm_from') is null or placed.day >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or placed.day <= getvariable('trm_to'))
group by all
order by placed.consultant, month, customer_id
