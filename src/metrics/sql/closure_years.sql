-- one row per calendar with tickets, and calendar year of their opening: its company-designated closures in the exports
with used as (
    select distinct calendars.name as calendar, year(opened_on) as "year" from facts join calendars using (calendar_id)
),

designated as (
    select calendar, year("date") as "year", count(*) as closures from closures group by all
),

final as (
    select calendar, "year", coalesce(closures, 0) as closures
    from used
    left join designated using (calendar, "year")
)

select * from final order by calendar, "year"
