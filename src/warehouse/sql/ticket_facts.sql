-- one row per ticket opened by as_of: its facts in words, as every page and command shows them
-- as_of is the variable as_of_s: what is dated after it is not there yet
with known as (
    select
        *,
        case
            when coalesce(epoch_seconds(first_response_at), response_s) <= getvariable('as_of_s')
                then coalesce(first_response_at, moment_at(response_s))
        end as known_response_at,
        case when epoch_seconds(resolved_at) <= getvariable('as_of_s') then resolved_at end as known_resolved_at,
        case when epoch_seconds(closed_at) <= getvariable('as_of_s') then closed_at end as known_closed_at,
        case when epoch_seconds(escalated_to_manager_at) <= getvariable('as_of_s') then escalated_to_manager_at end
            as escalated_at
    from tickets
    left join counted_answers using (ticket_key)
),

final as (
    select
        facts.ticket_key,
        known.ticket_id,
        coalesce(terms.contract_id, known.contract_id) as contract_id,
        terms.start_on as term_start_on,
        terms.end_on as term_end_on,
        facts.customer_id,
        coalesce(customers.customer_name, terms.customer_name) as customer_name,
        terms.reseller,
        facts.program,
        facts.tier,
        facts.severity,
        severity_label,
        reported_severity,
        moment_at(raised_s) as raised_at,
        facts.channel,
        status,
        enquiry_kind,
        subject,
        facts.product,
        category,
        facts.team,
        facts.assignee,
        known.region,
        closure_reason,
        exclusion_reason,
        opened_at,
        facts.opened_on,
        facts.month,
        facts.quarter,
        known_response_at as first_response_at,
        known_resolved_at as resolved_at,
        known_closed_at as closed_at,
        moment_at(answered_s) as answered_at,
        case
            when answered_s is null then null
            when known_response_at is not null then coalesce(response_source, 'recorded')
            else 'resolution'
        end as response_source,
        case when facts.term_id is not null then clocks.name end as calendar,
        hours.name as hours_calendar,
        hours.zone,
        case when reason is null then targets.twice_target // 120 end as target_minutes,
        moment_at(due_s) as due_at,
        elapsed_seconds,
        outcome,
        reason,
        case reason
            when 'not_by_phone' then targets.phone_clause
            when 'excluded' then exclusions.clause
            else targets.clause
        end as clause,
        case reason when 'not_by_phone' then targets.phone_assumptions else targets.assumptions end as assumptions,
        if_counted,
        moment_at(escalation_due_s) as escalation_due_at,
        escalated_at,
        case
            when escalation_due_s is null then null
            when epoch_seconds(known_resolved_at) <= escalation_due_s then 'not_due'
            when escalated_at is not null then 'escalated'
            when getvariable('as_of_s') > escalation_due_s then 'missing'
            else 'running'
        end as escalation,
        case
            when escalated_at is not null then greatest(0, epoch_seconds(escalated_at) - escalation_due_s)
        end as escalation_delay_seconds,
        coalesce(
            terms.is_successor
            and coalesce(
                terms.payment_confirmed_on > moment_at(getvariable('as_of_s') + zones.offset_seconds)::date, true
            ),
            false
        ) as payment_unconfirmed,
        source_sla_met,
        known.source_file,
        known.source_line,
        facts.cell
    from facts
    join known using (ticket_key)
    join calendars as hours on hours.calendar_id = facts.calendar_id
    join calendars as clocks on clocks.calendar_id = facts.clock_id
    join zone_offsets as zones
        on zones.calendar_id = facts.calendar_id
        and getvariable('as_of_s') >= zones.from_at
        and getvariable('as_of_s') < zones.until_at
    join targets on targets.key = facts.target_no
    left join contract_terms as terms on terms.term_id = facts.term_id
    left join customers on customers.customer_id = facts.customer_id
    left join reason_codes as exclusions
        on exclusions.purpose = 'exclusion' and exclusions.code = known.exclusion_reason
)

select * from final
