-- one row per recorded change of severity of the ticket asked_ticket up to as_of, in the order recorded
select events.at, events.old, events.new
from ticket_events as events
where
    ticket_id = getvariable('asked_ticket')
    and field = 'severity'
    and epoch_seconds(events.at) <= getvariable('asked_as_of_s')
order by events.at, events.seq
