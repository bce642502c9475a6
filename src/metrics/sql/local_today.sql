-- one row per calendar: the local date of as_of
select calendar_id, calendars.name as calendar, moment_at(getvariable('as_of_s') + offset_seconds)::date as today
from calendars
join zone_offsets using (calendar_id)
where getvariable('as_of_s') >= from_at and getvariable('as_of_s') < until_at
