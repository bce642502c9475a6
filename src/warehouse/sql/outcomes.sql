-- one row per ticket opened by as_of: elapsed time on its clock, late or not, answered or not, and why not measured
with final as (
    select
        ticket_key,
        clock_id,
        target_no,
        opened_s as start_s,
        stop_s,
        coalesce(is_answered, false) as is_answered,
        twice_elapsed,
        is_late,
        null as reason
    from plain_outcomes
    union all
    select ticket_key, clock_id, target_no, start_s, stop_s, is_answered, twice_elapsed, is_late, reason
    from other_outcomes
)

select * from final
