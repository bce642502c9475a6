-- one row per end month, stage and currency: terms and amounts that are not decided yet, and weighted by probability
select
    strftime(end_on, '%Y-%m') as month,
    fiscal_quarter(end_on) as quarter,
    stage,
    currency,
    count(*) as terms,
    coalesce(sum(annual_fee), 0) as amount,
    sum(annual_fee * probability::decimal(9, 6))::double as weighted,
    count(*) filter (where probability is null or annual_fee is null) as unweighted_terms
from renewals
where
    kind = 'support'
    and (getvariable('only_kind') is null or list_contains(getvariable('only_kind'), kind))
    and state not in ('renewed', 'ended', 'lapsed')
    and (getvariable('ends_from') is null or end_on >= getvariable('ends_from'))
    and (getvariable('ends_to') is null or end_on <= getvariable('ends_to'))
    and (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_owner') is null or list_contains(getvariable('only_owner'), owner))
    and (getvariable('only_reseller') is null or list_contains(getvariable('only_reseller'), reseller))
    and (getvariable('only_program') is null or list_contains(getvariable('only_program'), program))
    and (getvariable('only_level') is null or list_contains(getvariable('only_level'), level))
group by all
order by month, stage, currency
