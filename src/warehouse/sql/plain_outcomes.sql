-- one row per plain ticket opened by as_of: its clock, and whether it ran beyond the target
select plain_clock.*, twice_elapsed > twice_target as is_late
from plain_clock
join targets on targets.key = target_no
