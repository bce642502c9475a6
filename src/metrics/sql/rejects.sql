-- one row per rejected record: where it stands, and why in both languages
select file, line, column_name, "value", code, reason_ja, reason_en, rejects.count as records
from rejects
order by file, line, column_name
