-- one row per period of end dates (variable retention_by: quarter or month) and currency: what was due and what became of it
-- rates are over the decided terms alone; a renewal in another currency, and a term without a fee, is in no rate (other_terms)
-- invariant: renewed_due + ended_due + lapsed_due = decided_due; decided_due + undecided_due = due; renewed_terms + gone_terms + undecided_terms = terms
with judged as (
    select
        case getvariable('retention_by') when 'month' then strftime(end_on, '%Y-%m') else fiscal_quarter(end_on) end as period,
        currency,
        annual_fee,
        state,
        state in ('renewed', 'ended', 'lapsed') as is_decided,
        state = 'renewed' as is_renewed,
        state = 'renewed' and (next_fee is null or next_currency is distinct from currency) as is_other,
        case when state = 'renewed' then next_fee else 0 end as renewed_fee
    from selected_renewals
),

counted as (
    select *, is_decided and annual_fee is not null and not is_other as is_in_amounts from judged
),

final as (
    select
        period,
        currency,
        count(*) as terms,
        count(*) filter (where is_renewed) as renewed_terms,
        count(*) filter (where is_decided and not is_renewed) as gone_terms,
        count(*) filter (where not is_decided) as undecided_terms,
        count(*) filter (where is_decided and not is_in_amounts) as other_terms,
        coalesce(sum(annual_fee), 0) as due,
        coalesce(sum(annual_fee) filter (where is_decided), 0) as decided_due,
        coalesce(sum(annual_fee) filter (where state = 'renewed'), 0) as renewed_due,
        coalesce(sum(annual_fee) filter (where state = 'ended'), 0) as ended_due,
        coalesce(sum(annual_fee) filter (where state = 'lapsed'), 0) as lapsed_due,
        coalesce(sum(annual_fee) filter (where not is_decided), 0) as undecided_due,
        coalesce(sum(annual_fee) filter (where is_in_amounts), 0) as counted_due,
        coalesce(sum(least(renewed_fee, annual_fee)) filter (where is_in_amounts), 0) as kept,
        coalesce(sum(renewed_fee) filter (where is_in_amounts), 0) as renewed
    from counted
    group by period, currency
)

select
    *,
    kept / nullif(counted_due, 0) as grr,
    renewed / nullif(counted_due, 0) as nrr,
    renewed_terms / nullif(renewed_terms + gone_terms, 0) as logo_rate
from final
order by period, currency
