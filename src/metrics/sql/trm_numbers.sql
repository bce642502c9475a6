-- one row per term that has a ledger, by its number: those begun by as_of, and later ones that hold entries
from trm_begun
union
select subscription_id, series_start, term_no from trm_placed where counted_as in ('used', 'planned')
union
select subscription_id, series_start, term_no from trm_placed_coupons where counted_as in ('used', 'planned')
