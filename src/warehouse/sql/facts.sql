-- one row per ticket opened by as_of: what is computed of it, what it is counted and filtered by, and its cell
with judged as (
    select
        outcomes.*,
        matches.* exclude (ticket_key, clock_id, target_no, opened_on),
        matches.opened_on,
        case when is_answered then stop_s end as known_answer_s,
        outcome_of(reason, is_answered, is_late) as outcome,
        tickets.product,
        tickets.team,
        tickets.assignee
    from outcomes
    join ticket_matches as matches using (ticket_key)
    join tickets using (ticket_key)
),

final as (
    select
        judged.ticket_key,
        cells.cell,
        cells.program,
        cells.tier,
        cells.severity,
        cells.month,
        cells.quarter,
        judged.outcome,
        judged.reason,
        judged.customer_id,
        judged.product,
        judged.team,
        judged.assignee,
        judged.channel,
        judged.opened_on,
        judged.term_id,
        judged.calendar_id,
        judged.clock_id,
        judged.target_no,
        known_answer_s as answered_s,
        case when judged.reason is null then twice_elapsed // 2 end as elapsed_seconds,
        case when judged.reason is null then response.due_s end as due_s,
        case when judged.reason = 'not_by_phone' and coalesce(known_answer_s >= opened_s, true)
            then clock_outcome(is_answered, is_late) end as if_counted,
        case when history.is_raise then history.from_at end as raised_s,
        escalation.due_s as escalation_due_s
    from judged
    join targets on targets.key = judged.target_no
    left join contract_terms as terms on terms.term_id = judged.term_id
    join cells
        on cells.code = cell_code(terms.tier_no, targets.severity_no, month_no, judged.outcome, judged.reason)
    left join dues as response on response.ticket_key = judged.ticket_key and response.deadline = 'response'
    left join dues as escalation on escalation.ticket_key = judged.ticket_key and escalation.deadline = 'escalation'
    left join ticket_severities as history
        on history.ticket_key = judged.ticket_key
        and stop_s >= history.from_at
        and stop_s < history.until_at
)

select * from final
