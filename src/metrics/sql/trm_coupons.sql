-- one row per use of coupons: the term it falls into and what it counts as
with terms as (
    select series_key, term_no, term_start from trm_terms
)

select
    placed.subscription_id,
    terms.term_start,
    placed.used_on,
    placed.quantity,
    coupons.course,
    coupons.attendee,
    placed.counted_as
from trm_placed_coupons as placed
semi join trm_selected using (subscription_id)
join trm_coupons as coupons on coupons.rowid = placed.entry
left join terms using (series_key, term_no)
where
    (getvariable('trm_from') is null or placed.used_on >= getvariable('trm_from'))
    and (getvariable('trm_to') is null or placed.used_on <= getvariable('trm_to'))
order by placed.subscription_id, placed.used_on, coupons.attendee
