-- one row per month of the calendar that TRM terms run on by default: its working days, and how many lie after as_of
select
    strftime(day, '%Y-%m') as month,
    count(*) filter (where is_working) as working_days,
    count(*) filter (where is_working and day > today) as working_days_ahead
from calendar_days
join local_today using (calendar_id)
where
    calendar = (select any_value(calendar) from trm_rules)
    and (getvariable('trm_from') is null or day >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or day <= getvariable('trm_to'))
group by all
order by month
