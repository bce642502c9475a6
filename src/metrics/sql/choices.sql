-- one row per value of a filter with a closed list: what the terms and the contracts name
with listed as (
    select 'program' as name, program as value from programmes
    union
    select 'tier', tier from policies
    union
    select 'tier', tier from contracts where tier is not null
    union
    select 'severity', unnest(['S1', 'S2', 'S3', 'S4'])
)

select * from listed order by name, value
