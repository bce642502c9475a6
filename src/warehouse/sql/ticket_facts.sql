-- one row per ticket opened by as_of: the SLA facts, as every page and command shows them
with clocked as (
    select
        *,
        twice_elapsed // 2 as elapsed_seconds,
        case when is_answered then stop_s end as answered_s,
        clock_outcome(is_answered, is_late) as clock_outcome
    from outcomes
),

known as (
    select
        tickets.* exclude (
            customer_id, first_response_at, resolved_at, closed_at, escalated_to_manager_at, response_source
        ),
        clocked.* exclude (ticket_key),
        outcome_of(reason, is_answered, is_late) as outcome,
        case when epoch_seconds(first_response_at) <= getvariable('as_of_s') then first_response_at end
            as first_response_at,
        case when epoch_seconds(resolved_at) <= getvariable('as_of_s') then resolved_at end as resolved_at,
        case when epoch_seconds(closed_at) <= getvariable('as_of_s') then closed_at end as closed_at,
        case when epoch_seconds(escalated_to_manager_at) <= getvariable('as_of_s') then escalated_to_manager_at end
            as escalated_at,
        coalesce(response_source, 'recorded') as recorded_source
    from tickets
    join clocked using (ticket_key)
),

explained as (
    select
        known.*,
        terms.term_id,
        terms.contract_id as term_contract_id,
        ticket_matches.customer_id,
        terms.start_on as term_start_on,
        terms.end_on as term_end_on,
        terms.program,
        terms.tier,
        terms.reseller,
        terms.is_successor
        and coalesce(
            terms.payment_confirmed_on > moment_at(getvariable('as_of_s') + zones.offset_seconds)::date, true
        ) as payment_unconfirmed,
        coalesce(customers.customer_name, terms.customer_name) as customer_name,
        hours.name as hours_calendar,
        hours.zone,
        clocks.name as clock_calendar,
        targets.twice_target // 120 as target_minutes,
        ticket_matches.opened_on,
        targets.severity_no,
        targets.clause as target_clause,
        targets.assumptions as target_assumptions,
        targets.phone_clause,
        targets.phone_assumptions,
        exclusions.clause as exclusion_clause,
        response.due_s as response_due_s,
        escalation.due_s as escalation_due_s,
        case when history.is_raise then moment_at(history.from_at) end as raised_at
    from known
    join ticket_matches on ticket_matches.ticket_key = known.ticket_key
    join calendars as hours on hours.calendar_id = ticket_matches.calendar_id
    join calendars as clocks on clocks.calendar_id = known.clock_id
    join zone_offsets as zones
        on zones.calendar_id = ticket_matches.calendar_id
        and getvariable('as_of_s') >= zones.from_at
        and getvariable('as_of_s') < zones.until_at
    join targets on targets.key = known.target_no
    left join contract_terms as terms on terms.term_id = ticket_matches.term_id
    left join customers on customers.customer_id = ticket_matches.customer_id
    left join reason_codes as exclusions
        on exclusions.purpose = 'exclusion' and exclusions.code = known.exclusion_reason
    left join dues as response on response.ticket_key = known.ticket_key and response.deadline = 'response'
    left join dues as escalation on escalation.ticket_key = known.ticket_key and escalation.deadline = 'escalation'
    left join ticket_severities as history
        on history.ticket_key = known.ticket_key
        and known.stop_s >= history.from_at
        and known.stop_s < history.until_at
),

final as (
    select
        ticket_key,
        ticket_id,
        coalesce(term_contract_id, contract_id) as contract_id,
        term_start_on,
        term_end_on,
        customer_id,
        customer_name,
        reseller,
        program,
        tier,
        case when severity_no > 0 then 'S' || severity_no end as severity,
        severity_label,
        reported_severity,
        raised_at,
        channel,
        status,
        enquiry_kind,
        subject,
        product,
        category,
        team,
        assignee,
        region,
        closure_reason,
        exclusion_reason,
        opened_at,
        opened_on,
        strftime(opened_on, '%Y-%m') as month,
        fiscal_quarter(opened_on) as quarter,
        first_response_at,
        resolved_at,
        closed_at,
        moment_at(answered_s) as answered_at,
        case
            when answered_s is null then null
            when first_response_at is not null then recorded_source
            else 'resolution'
        end as response_source,
        case when term_id is not null then clock_calendar end as calendar,
        hours_calendar,
        zone,
        case when reason is null then target_minutes end as target_minutes,
        case when reason is null then moment_at(response_due_s) end as due_at,
        case when reason is null then elapsed_seconds end as elapsed_seconds,
        outcome,
        reason,
        case reason
            when 'not_by_phone' then phone_clause
            when 'excluded' then exclusion_clause
            else target_clause
        end as clause,
        case reason when 'not_by_phone' then phone_assumptions else target_assumptions end as assumptions,
        case when reason = 'not_by_phone' and coalesce(answered_s >= epoch_seconds(opened_at), true) then clock_outcome end::outcome as if_counted,
        moment_at(escalation_due_s) as escalation_due_at,
        escalated_at,
        case
            when escalation_due_s is null then null
            when epoch_seconds(resolved_at) <= escalation_due_s then 'not_due'
            when escalated_at is not null then 'escalated'
            when getvariable('as_of_s') > escalation_due_s then 'missing'
            else 'running'
        end as escalation,
        case
            when escalated_at is not null then greatest(0, epoch_seconds(escalated_at) - escalation_due_s)
        end as escalation_delay_seconds,
        coalesce(payment_unconfirmed, false) as payment_unconfirmed,
        source_sla_met,
        source_file,
        source_line
    from explained
)

select * from final
