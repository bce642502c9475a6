-- one row: the TRM rules in force on the date trm_on (XII)
select *
from trm_rules
where getvariable('trm_on') >= valid_from and getvariable('trm_on') < valid_to
