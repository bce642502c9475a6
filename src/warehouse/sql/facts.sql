-- one row per ticket opened by as_of: the SLA facts, and the cell they are counted in
select ticket_facts.*, cells.cell
from ticket_facts
join cells
    on cells.program is not distinct from ticket_facts.program
    and cells.tier is not distinct from ticket_facts.tier
    and cells.severity is not distinct from ticket_facts.severity
    and cells.month = ticket_facts.month
    and cells.outcome = ticket_facts.outcome
    and cells.reason is not distinct from ticket_facts.reason
