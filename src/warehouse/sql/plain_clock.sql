-- one row per plain ticket opened by as_of: elapsed time on its clock; is_answered is null without an answer
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
        twice_open_before(stop_s, twice_before, open_at, close_at) - twice_open_before_opening as twice_elapsed
    from stopped
    join calendar_slots on slot = slot_from(clock_slots, stop_s)
)

select * from final
