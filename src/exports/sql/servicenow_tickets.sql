-- One row per ticket: the last update of its number, and the first one that is not New as the estimated answer.
with last_update as (
    select *
    from rows
    qualify row_number() over (
        partition by ticket_id
        order by sys_mod_count desc nulls last, sys_updated_at desc nulls last, source_line desc
    ) = 1
),

first_work as (
    select ticket_id, min(sys_updated_at) as worked_at
    from rows
    where coalesce(status, '') <> 'new'
    group by ticket_id
),

final as (
    select
        last_update.* replace (
            coalesce(last_update.first_response_at, first_work.worked_at) as first_response_at,
            case
                when last_update.first_response_at is not null then 'recorded'
                when first_work.worked_at is not null then 'estimated'
            end as response_source
        )
    from last_update
    left join first_work using (ticket_id)
    order by source_line
)

select * from final
