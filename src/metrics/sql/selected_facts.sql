-- one row per ticket that the filters let through: the facts; a variable that is null filters nothing
select *
from facts
where
    (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_program') is null or list_contains(getvariable('only_program'), program))
    and (getvariable('only_tier') is null or list_contains(getvariable('only_tier'), tier))
    and (getvariable('only_severity') is null or list_contains(getvariable('only_severity'), severity))
    and (getvariable('only_product') is null or list_contains(getvariable('only_product'), product))
    and (getvariable('only_team') is null or list_contains(getvariable('only_team'), team))
    and (getvariable('only_quarter') is null or list_contains(getvariable('only_quarter'), quarter))
    and (getvariable('only_outcome') is null or list_contains(getvariable('only_outcome'), outcome::varchar))
    and (getvariable('only_reason') is null or list_contains(getvariable('only_reason'), reason::varchar))
    and (getvariable('opened_from') is null or opened_on >= getvariable('opened_from'))
    and (getvariable('opened_to') is null or opened_on <= getvariable('opened_to'))
