-- one row per consultant with terms that run: what is left on them, and whether the working days until each end suffice
-- terms that end first come first; the end at which most is missing is told
with running as (
    select ledgers.*, sum(greatest(0, remaining)) over ends as needed
    from trm_ledgers as ledgers
    where is_current and consultant is not null
    window ends as (partition by consultant order by term_end range unbounded preceding)
),

final as (
    select
        consultant,
        count(*) as subscriptions,
        sum(remaining) as remaining,
        sum(planned) as planned,
        sum(uncommitted) as uncommitted,
        min(term_end) as first_end,
        max(term_end) as last_end,
        max(coalesce(working_days, 0)) as bookable_days,
        max(needed - coalesce(working_days, 0)) as missing,
        arg_max(term_end, needed - coalesce(working_days, 0)) as missing_until,
        max(needed - coalesce(working_days, 0)) <= 0 as is_feasible
    from running
    group by consultant
)

select * from final order by consultant
