-- one row per ticket opened within the grid: everything about it that does not depend on as_of, the open time before its opening included
select matches.*, twice_open_before(opened_s, twice_before, open_at, close_at) as twice_open_before_opening
from ticket_matches as matches
join calendar_slots on slot = slot_of(calendar_id, opened_s)
