-- one row per entry outside every term of its subscription: before the first start, after the end a notice fixed, unknown
select
    placed.subscription_id,
    placed.day as "date",
    placed.halves / 2 as days,
    days.consultant,
    days.mode,
    days.status,
    case
        when placed.series_start is null then 'unknown_subscription'
        when placed.day < placed.series_start then 'before_first_start'
        else 'after_end'
    end as why,
    days.source_file,
    days.source_line
from trm_placed as placed
join trm_given as days using (entry)
semi join trm_selected on trm_selected.subscription_id = placed.subscription_id
where
    placed.counted_as = 'outside_term'
    and (getvariable('trm_from') is null or placed.day >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or placed.day <= getvariable('trm_to'))
order by placed.subscription_id, placed.day, days.consultant
