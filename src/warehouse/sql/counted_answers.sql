-- one row per ticket whose export counts the open time until the first answer instead of saying when it was: the answer,
-- as the earliest instant with so much open time on the calendar of its contract
with counted as (
    select
        ticket_key,
        epoch_seconds(opened_at) as opened_s,
        response_open_seconds as seconds,
        coalesce(terms.calendar_id, (select calendar_id from calendars where is_default)) as calendar_id
    from tickets
    join ticket_terms using (ticket_key)
    left join contract_terms as terms using (term_id)
    where first_response_at is null and response_open_seconds is not null
),

wanted as (
    select
        counted.*,
        twice_open_before(opened_s, twice_before, open_at, close_at) // 2 + seconds as wanted_open
    from counted
    join calendar_slots on slot = slot_of(calendar_id, opened_s)
),

final as (
    select
        ticket_key,
        case when seconds = 0 then opened_s else open_at + wanted_open - open_before end as response_s
    from wanted
    asof left join calendar_windows as windows
        on windows.calendar_id = wanted.calendar_id and windows.open_before < wanted.wanted_open
    where seconds = 0 or open_at + wanted_open - open_before <= close_at
)

select * from final
