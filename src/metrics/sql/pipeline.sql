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
from selected_renewals
where
    kind = 'support'
    and state not in ('renewed', 'ended', 'lapsed')
    and not (state = 'payment_open' and next_end < today)
group by all
order by month, stage, currency
