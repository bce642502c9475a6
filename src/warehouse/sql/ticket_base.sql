-- one row per plain ticket opened within the grid: its clock before as_of matters, the open time before its opening included
select
    ticket_key,
    clock_id,
    clock_slots,
    target_no,
    month_no,
    opened_s,
    answered_s,
    twice_open_before(opened_s, twice_before, open_at, close_at) as twice_open_before_opening
from ticket_matches
join calendar_slots on slot = slot_from(clock_slots, opened_s)
where is_plain
