-- one row per TRM day entry of the exports, and per date that is only intended (trm_intended)
select rowid as entry, * from trm_days
union all by name
select -1 - rowid as entry, * from trm_intended
