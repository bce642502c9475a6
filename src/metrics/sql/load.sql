-- one row: the latest load
select loaded_at, loaded_by, as_of, as_of_given, timezone, terms_sha256, terms_folders, fiscal_year_start_month
from loads
order by load_id desc
limit 1
