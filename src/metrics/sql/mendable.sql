-- one row per rejected record: its fields, what is wrong with it, and the heading line of its file; a copy counts once
with files as (
    select file, max_by(header, load_id) as header, max_by(sha256, load_id) as content
    from load_files
    group by file
),
originals as (
    select min(file) as file
    from files
    group by content
)
select file, header, line, column_name, "value", code, reason_ja, reason_en, record
from rejects
join files using (file)
join originals using (file)
order by file, line, column_name
