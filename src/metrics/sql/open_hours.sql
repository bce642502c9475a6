-- one row per open window of the calendar asked_calendar that touches [asked_from, asked_to), in order
select moment_at(open_at) as open_at, moment_at(close_at) as close_at
from calendar_windows
join calendars using (calendar_id)
where
    calendars.name = getvariable('asked_calendar')
    and open_at < epoch_seconds(getvariable('asked_to'))
    and close_at > epoch_seconds(getvariable('asked_from'))
order by open_at
