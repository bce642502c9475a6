-- one row per block of onsite days of a subscription: valid, bridged (only across closed days: A6) or short (XII)
with judged as (
    select
        runs.*,
        rules.* exclude (valid_from, valid_to),
        dates >= onsite_run
        and (half_days_count or halves >= 2 * onsite_run)
        and (not multiples_only or dates % onsite_run = 0) as is_valid
    from trm_runs as runs
    join (select valid_from, valid_to, onsite_run, multiples_only, half_days_count, across_closed from trm_rules) as rules
        on runs.first >= rules.valid_from and runs.first < rules.valid_to
),

final as (
    select
        subscription_id,
        min(first) as first,
        max(last) as last,
        sum(halves) / 2 as days,
        case
            when bool_and(is_valid) then 'valid'
            when count(*) = 1 or sum(halves) < 2 * any_value(onsite_run) and not any_value(half_days_count) then 'short'
            when any_value(across_closed) = 'valid' and any_value(multiples_only)
                then case when sum(dates) % any_value(onsite_run) = 0 then 'valid' else 'short' end
            else any_value(across_closed)
        end as state
    from judged
    group by subscription_id, block_no
)

select *
from final
semi join trm_selected using (subscription_id)
where
    (getvariable('trm_from') is null or last >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or first <= getvariable('trm_to'))
order by subscription_id, first
