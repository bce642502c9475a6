-- one row per plain ticket opened by as_of: elapsed time on its clock, late or not; is_answered is null without an answer
-- as_of is the variable as_of_s; an answer dated after it counts as not yet there (domain: the clock; V, II, IX)
with stopped as (
    select
        *,
        answered_s <= getvariable('as_of_s') as is_answered,
        case when answered_s <= getvariable('as_of_s') then answered_s else getvariable('as_of_s') end as stop_s
    from ticket_base
    where opened_s <= getvariable('as_of_s')
),

final as (
    select
        stopped.*,
        twice_open_before(stop_s, twice_before, open_at, close_at) - twice_open_before_opening as twice_elapsed,
        twice_elapsed > twice_target as is_late
    from stopped
    join calendar_slots on slot = slot_of(clock_id, stop_s)
    join targets on targets.key = target_no
)

select * from final
