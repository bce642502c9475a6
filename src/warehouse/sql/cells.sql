-- one row per distinct combination of what the pages group by, under one small key: facts are counted by cell first
with combinations as (
    select distinct
        term_id,
        outcomes.target_no,
        month_no,
        outcome_of(reason, is_answered, is_late) as outcome,
        reason
    from outcomes
    join ticket_matches using (ticket_key)
),

named as (
    select distinct
        cell_code(tier_no, targets.severity_no, month_no, outcome, reason) as code,
        program,
        tier,
        case when targets.severity_no > 0 then 'S' || targets.severity_no end as severity,
        first_of_month(month_no) as first_day,
        outcome,
        reason
    from combinations
    join targets on targets.key = target_no
    left join contract_terms using (term_id)
),

final as (
    select
        (row_number() over (order by first_day, program, tier, severity, outcome, reason))::integer as cell,
        code,
        program,
        tier,
        severity,
        strftime(first_day, '%Y-%m') as month,
        fiscal_quarter(first_day) as quarter,
        outcome,
        reason
    from named
)

select * from final order by cell
