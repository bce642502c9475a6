-- one row per running term and warning: what needs attention, how many days it is about, until when (XII)
-- entries that contradict as_of are told of every term
with all_ledgers as (
    from trm_ledgers
),

ledgers as (
    select *, term_end - today as days_left
    from all_ledgers
    join local_today using (calendar)
    where not is_over and term_start <= today
),

blocks as (
    select ledgers.subscription_id, ledgers.term_start, blocks.state, sum(blocks.days) as days, min(blocks.first) as first
    from ledgers
    join trm_blocks as blocks
        on blocks.subscription_id = ledgers.subscription_id
        and blocks.last >= ledgers.term_start
        and blocks.first <= ledgers.term_end
    where blocks.state <> 'valid'
    group by all
),

found as (
    select subscription_id, term_start, 'over_cap' as code, onsite_used + onsite_planned - onsite_cap as amount, term_end as until
    from ledgers
    where onsite_used + onsite_planned > onsite_cap

    union all

    select subscription_id, term_start, 'overuse', -remaining, term_end from ledgers where remaining < 0

    union all

    select subscription_id, term_start, 'planned_beyond', -uncommitted, term_end
    from ledgers
    where uncommitted < 0 and remaining >= 0

    union all

    select subscription_id, term_start, 'infeasible', remaining - bookable_days, term_end
    from ledgers
    where not is_feasible

    union all

    select
        subscription_id,
        term_start,
        case when days_left <= 30 then 'expiring_30' when days_left <= 60 then 'expiring_60' else 'expiring_90' end,
        uncommitted,
        term_end
    from ledgers
    where uncommitted > 0 and days_left <= 90

    union all

    select subscription_id, term_start, 'notice_near', uncommitted, notice_by
    from ledgers
    where not is_last and notice_by between today and today + getvariable('trm_notice_window')

    union all

    select subscription_id, term_start, 'stranded', stranded_after_plan, term_end from ledgers where stranded_after_plan > 0

    union all

    select subscription_id, term_start, 'pace_behind', forecast_expiring, term_end
    from ledgers
    where forecast is not null and round(elapsed_share - used_share, 9) > getvariable('trm_pace_behind')

    union all

    select subscription_id, term_start, 'coupons_expiring', coupons_remaining - coupons_planned, term_end
    from ledgers
    where coupons_remaining > coupons_planned and days_left <= 90

    union all

    select subscription_id, term_start, 'coupons_over', coupons_planned - coupons_remaining, term_end
    from ledgers
    where coupons_remaining < coupons_planned

    union all

    select subscription_id, term_start, case state when 'short' then 'block_short' else 'block_bridged' end, days, first
    from blocks

    union all

    select
        ledgers.subscription_id,
        term_start,
        case status when 'planned' then 'planned_behind' else 'delivered_ahead' end,
        sum(halves) / 2,
        min(day)
    from trm_placed as placed
    join all_ledgers as ledgers
        on ledgers.subscription_id = placed.subscription_id and placed.day between ledgers.term_start and ledgers.term_end
    where status = 'planned' and is_behind or status = 'delivered' and is_ahead
    group by all
),

ranked as (
    select
        found.*,
        list_position(
            [
                'infeasible', 'expiring_30', 'notice_near', 'expiring_60', 'overuse', 'planned_beyond', 'over_cap',
                'coupons_over', 'block_short', 'expiring_90', 'stranded', 'pace_behind', 'coupons_expiring', 'block_bridged',
                'planned_behind', 'delivered_ahead'
            ],
            code
        ) as urgency
    from found
)

select *, case when code not in ('planned_behind', 'delivered_ahead') then 'XII' end as clause
from ranked
order by urgency, until, subscription_id
