-- one row per running term and named reason why its renewal is at risk: the code, its figures, the clause (VI, VIII, XII)
with running as (
    select *
    from renewals
    where state in (
        'payment_open', 'late_notice', 'nonrenewal_notified', 'expiring_unrenewed', 'auto_renewal_fixed', 'notice_passed',
        'notice_window', 'active'
    )
),

found as (
    select kind, id, start_on, 1 as place, 'payment_open' as code, null::double as amount,
        case when access_stops_unpaid then 'VI' end as clause, null::bigint as met, null::bigint as judged
    from running
    where state = 'payment_open'

    union all

    select kind, id, start_on, 2, 'notice_window', days_to_notice, case kind when 'trm' then 'XII' else 'VIII' end, null, null
    from running
    where state = 'notice_window'

    union all

    select kind, id, start_on, 3, 'open_s1', open_s1, 'V', null, null from running join customer_health using (customer_id) where open_s1 > 0

    union all

    select kind, id, start_on, 4, 'overdue_ticket', overdue, 'V', null, null
    from running
    join customer_health using (customer_id)
    where overdue > 0

    union all

    select kind, id, start_on, 5, 'attainment_below', met / judged, 'V', met, judged
    from running
    join customer_health using (customer_id)
    join renewal_rules as rules
        on rules.program = running.program and start_on >= rules.valid_from and start_on < rules.valid_to
    where judged >= getvariable('attainment_least_n') and met < guide * judged

    union all

    select kind, id, start_on, 6, 'trm_expiring', sum(uncommitted), 'XII', null, null
    from running
    join trm_expiring as expiring
        on expiring.customer_id = running.customer_id and (kind = 'support' or expiring.subscription_id = running.id)
    group by kind, id, start_on

    union all

    select kind, id, start_on, 7, 'licence_shortfall', licences_shortfall, 'VI', null, null
    from (from running union all from renewals where state = 'renewed' and start_on <= today and end_on >= today)
    where licences_shortfall > 0
)

select * from found order by kind, id, start_on, place
