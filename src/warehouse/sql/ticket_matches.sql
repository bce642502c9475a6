-- one row per ticket: its contract term, the targets that hold for it, and the reasons that rule out measuring it
-- policy_id names the programme's and tier's targets on the opening date; 0 = it has none
with opened as (
    select
        tickets.*,
        epoch_seconds(opened_at) as opened_s,
        epoch_seconds(first_response_at) as response_s,
        epoch_seconds(resolved_at) as resolved_s,
        ticket_terms.term_id,
        ticket_terms.contract_reason as term_reason,
        terms.program,
        terms.tier,
        coalesce(terms.calendar_id, (select calendar_id from calendars where is_default)) as calendar_id
    from tickets
    join ticket_terms using (ticket_key)
    left join contract_terms as terms using (term_id)
),

dated as (
    select
        opened.*,
        (timestamp '1970-01-01' + to_seconds(opened_s + offset_seconds))::date as opened_on
    from opened
    join zone_offsets as zones
        on zones.calendar_id = opened.calendar_id and opened_s >= zones.from_at and opened_s < zones.until_at
),

with_policy as (
    select
        dated.*,
        coalesce(case when dated.opened_on >= calendars.first_day then policies.policy_id end, 0) as policy_id,
        coalesce(list_contains(policies.phone_channels, dated.channel), false) as by_phone
    from dated
    join calendars using (calendar_id)
    left join policies
        on policies.program = dated.program
        and policies.tier = dated.tier
        and dated.opened_on >= policies.valid_from
        and dated.opened_on < policies.valid_to
),

final as (
    select
        ticket_key,
        term_id,
        calendar_id,
        policy_id::smallint as policy_id,
        severity_number(severity) as severity_no,
        ticket_key in (select ticket_key from ticket_severities) as has_history,
        by_phone,
        coalesce(term_reason, case when policy_id = 0 then 'no_target' end)::reason as contract_reason,
        case
            when exclusion_codes.code is not null then 'excluded'
            when closure_codes.kind = 'withdrawn' then 'withdrawn'
            when closure_codes.kind = 'merged' then 'merged'
            when channel = 'agent' then 'opened_by_vendor'
        end::reason as code_reason,
        opened_s,
        response_s,
        resolved_s,
        opened_on
    from with_policy
    left join reason_codes as exclusion_codes
        on exclusion_codes.purpose = 'exclusion' and exclusion_codes.code = with_policy.exclusion_reason
    left join reason_codes as closure_codes
        on closure_codes.purpose = 'closure' and closure_codes.code = with_policy.closure_reason
)

select * from final order by ticket_key
