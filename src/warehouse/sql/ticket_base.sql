-- one row per ticket: everything about it that does not depend on as_of, the open seconds before its opening included
with final as (
    select matches.*, open_before(opened_s, twice_before, open_at, close_at) as open_before_opening
    from ticket_matches as matches
    join calendars using (calendar_id)
    join calendar_slots on slot = slot_of(opened_s, first_slot, last_slot, first_second, slot_seconds)
)

select * from final
