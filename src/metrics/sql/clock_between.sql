-- one row per question: open seconds from `start_at` to `end_at`; negative when the end lies before the start
with questions as (select * from clock_questions where end_at is not null),

placed as (
    select
        question,
        calendar_id,
        start_at,
        end_at,
        slot_of(start_at, first_slot, last_slot, first_second, slot_seconds) as start_slot,
        slot_of(end_at, first_slot, last_slot, first_second, slot_seconds) as end_slot
    from questions
    join calendars using (calendar_id)
),

final as (
    select
        question,
        open_before(end_at, ends.twice_before, ends.open_at, ends.close_at)
        - open_before(start_at, starts.twice_before, starts.open_at, starts.close_at) as open_seconds
    from placed
    join calendar_slots as starts on starts.slot = start_slot
    join calendar_slots as ends on ends.slot = end_slot
)

select * from final order by question
