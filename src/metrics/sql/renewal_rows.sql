-- one row per selected support term and TRM term, by end date: state, deadlines, amounts, licences
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
from selected_renewals
left join (
    select kind, id, start_on, list(code order by place) as reasons from renewal_reasons group by kind, id, start_on
) using (kind, id, start_on)
order by end_on, kind, id, start_on
