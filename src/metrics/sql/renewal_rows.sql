-- one row per support term and TRM term that the filters let through, by end date: state, deadlines, amounts, licences
select
    kind,
    id,
    customer_id,
    customer_name,
    program,
    level,
    product,
    reseller,
    owner,
    start_on,
    end_on,
    annual_fee,
    currency,
    notice_by,
    notice_by_working_day,
    notice_on,
    notice_by_party,
    days_left,
    days_to_notice,
    state,
    stage,
    probability,
    next_start,
    next_end,
    next_fee,
    next_currency,
    purchased_on,
    is_paid,
    paid_on,
    licences_purchased,
    licences_in_use,
    licences_required,
    licences_covered,
    licences_shortfall,
    coalesce(reasons, []) as reasons
from renewals
left join (
    select kind, id, start_on, list(code order by place) as reasons from renewal_reasons group by kind, id, start_on
) using (kind, id, start_on)
where
    (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_program') is null or list_contains(getvariable('only_program'), program))
    and (getvariable('only_level') is null or list_contains(getvariable('only_level'), level))
    and (getvariable('only_owner') is null or list_contains(getvariable('only_owner'), owner))
    and (getvariable('only_reseller') is null or list_contains(getvariable('only_reseller'), reseller))
    and (getvariable('only_kind') is null or list_contains(getvariable('only_kind'), kind))
    and (getvariable('only_state') is null or list_contains(getvariable('only_state'), state))
    and (getvariable('ends_from') is null or end_on >= getvariable('ends_from'))
    and (getvariable('ends_to') is null or end_on <= getvariable('ends_to'))
order by end_on, kind, id, start_on
