-- one row per value of a filter: kind (subscription, consultant) and the value
select distinct unnest(['subscription', 'consultant']) as kind, unnest([subscription_id, consultant]) as value
from trm_subscriptions
union
select 'consultant', consultant from trm_days where consultant is not null
