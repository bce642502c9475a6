-- one row per ticket: its term, the targets that hold for it, and why it is not measured, as far as as_of cannot matter
-- policy_id names the programme's and tier's targets on the opening date; 0 = it has none
-- is_plain: measured whatever as_of is (no reason, no severity history, no resolution before the recorded answer)
-- resolution_s: the resolution, where it counts as an answer at the latest (A11); severity_no: exported or reported (A10)
-- settled_reason: not measured whatever as_of is; what is neither is decided at as_of
with opened as (
    select
        tickets.* exclude (customer_id),
        ticket_terms.customer_id,
        epoch_seconds(opened_at) as opened_s,
        coalesce(epoch_seconds(first_response_at), counted_answers.response_s) as response_s,
        epoch_seconds(resolved_at) as resolved_s,
        ticket_terms.term_id,
        ticket_terms.contract_reason,
        terms.program,
        terms.tier,
        coalesce(terms.calendar_id, (select calendar_id from calendars where is_default)) as calendar_id
    from tickets
    join ticket_terms using (ticket_key)
    left join contract_terms as terms using (term_id)
    left join counted_answers using (ticket_key)
),

dated as (
    select
        opened.*,
        moment_at(opened_s + offset_seconds)::date as opened_on
    from opened
    join zone_offsets as zones
        on zones.calendar_id = opened.calendar_id and opened_s >= zones.from_at and opened_s < zones.until_at
),

with_policy as (
    select
        dated.*,
        case when dated.opened_on >= calendars.first_day then coalesce(policies.policy_id, 0) else 0 end as policy_id,
        severity_number(case when severity_source = 'reported' then reported_severity else severity end) as severity_no,
        coalesce(severity_source, 'exported') = 'exported'
        and ticket_key in (select ticket_key from ticket_severities) as has_history,
        case when coalesce(resolution_is_answer, true) then resolved_s end as resolution_s,
        coalesce(response_s, resolution_s) as answered_s
    from dated
    join calendars using (calendar_id)
    left join policies
        on policies.program = dated.program
        and policies.tier = dated.tier
        and dated.opened_on >= policies.valid_from
        and dated.opened_on < policies.valid_to
),

with_reasons as (
    select
        with_policy.*,
        coalesce(contract_reason, case when policy_id = 0 then 'no_target' end)::reason as term_reason,
        case
            when exclusion_codes.code is not null then 'excluded'
            when closure_codes.kind = 'withdrawn' then 'withdrawn'
            when closure_codes.kind = 'merged' then 'merged'
            when channel = 'agent' then 'opened_by_vendor'
        end::reason as code_reason
    from with_policy
    left join reason_codes as exclusion_codes
        on exclusion_codes.purpose = 'exclusion' and exclusion_codes.code = with_policy.exclusion_reason
    left join reason_codes as closure_codes
        on closure_codes.purpose = 'closure' and closure_codes.code = with_policy.closure_reason
),

with_targets as (
    select
        with_reasons.*,
        targets.key as target_no,
        targets.clock,
        reason_of(
            term_reason, with_reasons.severity_no, twice_target, code_reason, phone_channels, channel, answered_s, opened_s
        ) as known_reason
    from with_reasons
    join targets on targets.key = target_key(with_reasons.policy_id, with_reasons.severity_no)
),

final as (
    select
        ticket_key,
        term_id,
        customer_id,
        calendar_id,
        clock_of(clock, calendar_id) as clock_id,
        slot_base(clock_id) as clock_slots,
        policy_id::smallint as policy_id,
        severity_no,
        target_no,
        opened_on,
        (12 * (year(opened_on) - 1970) + month(opened_on) - 1)::integer as month_no,
        opened_s,
        response_s,
        resolution_s,
        answered_s,
        channel,
        term_reason,
        code_reason,
        known_reason is null and not has_history and coalesce(resolution_s >= response_s, true) as is_plain,
        case when not has_history and known_reason != 'not_by_phone' then known_reason end as settled_reason
    from with_targets
)

select * from final
