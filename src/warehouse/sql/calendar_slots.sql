-- one row per calendar and slot of the grid, under one integer key: the single stretch of open time in the slot
-- the slots are so short that none holds parts of two windows; an empty slot has open_at = close_at
with slots as (
    select
        calendar_id,
        calendar_id::bigint * grid_slots + number as slot,
        grid_start + (number << grid_bits) as starts_at,
        grid_start + ((number + 1) << grid_bits) as ends_at
    from calendars, clock_grid, unnest(range(grid_slots)) as numbers (number)
),

latest_window as (
    select slots.*, windows.open_at, windows.close_at, windows.open_before
    from slots
    asof left join calendar_windows as windows
        on windows.calendar_id = slots.calendar_id and windows.open_at < slots.ends_at
),

stretches as (
    select
        slot,
        starts_at,
        greatest(starts_at, coalesce(open_at, starts_at)) as stretch_open,
        least(ends_at, coalesce(close_at, starts_at)) as stretch_close,
        coalesce(open_before + least(close_at, greatest(starts_at, open_at)) - open_at, 0) as open_before
    from latest_window
),

final as (
    select
        slot,
        case when stretch_open < stretch_close then stretch_open else starts_at end as open_at,
        case when stretch_open < stretch_close then stretch_close else starts_at end as close_at,
        2 * open_before + case when stretch_open < stretch_close then stretch_close - stretch_open else 0 end
            as twice_before
    from stretches
)

select * from final order by slot
