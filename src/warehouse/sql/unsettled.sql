-- one row per ticket whose facts can differ between two instants: those of the variables as_of_s and published_as_of_s
-- it was opened, answered or resolved after the earlier one, or is not answered yet and may still be measured
select ticket_key
from ticket_matches
where
    greatest(opened_s, response_s, resolution_s) > least(getvariable('as_of_s'), getvariable('published_as_of_s'))
    or (answered_s is null and settled_reason is null)
