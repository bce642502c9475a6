-- one row per distinct combination of what the pages group by, under one small key: facts are counted by cell first
with combinations as (
    select distinct program, tier, severity, month, quarter, outcome, reason from ticket_facts
),

final as (
    select (row_number() over (order by month, program, tier, severity, outcome, reason))::integer as cell, * from combinations
)

select * from final
