-- one row per TRM day entry: what it counts as, the term and the onsite block it belongs to, and what is odd about it
with blocks as (
    from (select subscription_id, first, last, state from trm_blocks)
),

terms as (
    select series_key, term_no, term_start from trm_terms
),

final as (
    select
        placed.subscription_id,
        terms.term_start,
        placed.day as "date",
        placed.halves / 2 as days,
        days.mode,
        placed.status,
        placed.counted_as,
        placed.consultant,
        days.topic,
        days.deliverable,
        days.customer_confirmed_on,
        days.note,
        case when placed.is_onsite and placed.counted_as in ('used', 'planned') then blocks.state end as block_state,
        not coalesce(calendar_days.is_working, true) as is_closed_day,
        placed.status = 'delivered' and placed.is_ahead as is_delivered_ahead,
        placed.status = 'planned' and placed.is_behind as is_planned_behind,
        days.source_file,
        days.source_line
    from trm_placed as placed
    semi join trm_selected using (subscription_id)
    join trm_given as days using (entry)
    left join terms using (series_key, term_no)
    left join trm_purchases as purchases
        on purchases.subscription_id = placed.subscription_id
        and purchases.series_start = placed.series_start
        and placed.term_no >= purchases.from_term
        and (purchases.next_from_term is null or placed.term_no < purchases.next_from_term)
    left join calendar_days
        on calendar_days.calendar_id = coalesce(purchases.calendar_id, placed.calendar_id)
        and calendar_days.day = placed.day
    left join blocks
        on blocks.subscription_id = placed.subscription_id and placed.day between blocks.first and blocks.last
)

select *
from final
where
    (getvariable('trm_from') is null or "date" >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or "date" <= getvariable('trm_to'))
order by subscription_id, "date", consultant
