-- one row per outcome that the tickets outside the phone rule would have, were they counted (V)
select coalesce(if_counted, 'not_measured')::varchar as if_counted, count(*) as tickets
from selected_facts
where reason = 'not_by_phone'
group by all
order by all
