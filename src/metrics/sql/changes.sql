-- one row per ticket that differs from the previous version, restated ones first
-- restated: the same instant gives another outcome than it gave there
select
    ticket_id,
    kind,
    fields,
    old_outcome::varchar as old_outcome,
    new_outcome::varchar as new_outcome,
    old_outcome is distinct from new_outcome as restated
from changes
order by restated desc, ticket_id
