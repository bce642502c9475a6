-- one row per ticket without cover: opened in a lapse of its contract, or still open when its contract ends unrenewed
with ending as (
    select id, end_on, state
    from renewals
    cross join settings
    where
        kind = 'support'
        and (
            state in ('lapsed', 'ended', 'expiring_unrenewed')
            or state in ('nonrenewal_notified', 'late_notice') and days_left <= ending_days
        )
),

final as (
    select
        facts.customer_id,
        facts.customer_name,
        facts.contract_id,
        facts.ticket_id,
        facts.opened_on,
        facts.severity,
        facts.subject,
        case when facts.reason = 'out_of_term' then 'opened_in_lapse' else 'open_at_end' end as why,
        ending.end_on
    from ticket_facts as facts
    left join ending on ending.id = facts.contract_id and ending.end_on = facts.term_end_on
    where
        facts.reason = 'out_of_term'
        or ending.id is not null
        and facts.resolved_at is null and facts.closed_at is null
        and coalesce(facts.status, 'open') not in ('resolved', 'closed')
)

select * from final order by opened_on desc, ticket_id
