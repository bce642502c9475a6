-- one row per warning: where it first stands, what it says in both languages, how many records it is about
select file, line, column_name, "value", code, reason_ja, reason_en, warnings.count as records
from warnings
order by file, line, column_name
