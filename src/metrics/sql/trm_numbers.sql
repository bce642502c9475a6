-- one row per term that has a ledger, by its number: those begun by as_of, and later ones that hold entries
from trm_begun
union
select series_key, term_no from trm_placed where counted_as in ('used', 'planned')
union
select series_key, term_no from trm_placed_coupons where counted_as in ('used', 'planned')
