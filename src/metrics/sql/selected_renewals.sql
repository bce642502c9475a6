-- one row per support term and TRM term that the filters let through; a variable that is null filters nothing
select *
from renewals
where
    (getvariable('only_customer') is null or list_contains(getvariable('only_customer'), customer_id))
    and (getvariable('only_program') is null or list_contains(getvariable('only_program'), program))
    and (getvariable('only_level') is null or list_contains(getvariable('only_level'), level))
    and (getvariable('only_owner') is null or list_contains(getvariable('only_owner'), owner))
    and (getvariable('only_reseller') is null or list_contains(getvariable('only_reseller'), reseller))
    and (getvariable('only_kind') is null or list_contains(getvariable('only_kind'), kind))
    and (getvariable('only_state') is null or list_contains(getvariable('only_state'), state))
    and (getvariable('ends_from') is null or end_on >= getvariable('ends_from'))
    and (getvariable('ends_to') is null or end_on <= getvariable('ends_to'))
