-- one row per warning: where it stands, and what it says in both languages
select file, line, column_name, "value", code, reason_ja, reason_en
from warnings
order by file, line, column_name
