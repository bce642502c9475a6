-- one row per rejected record of the content that stands now: its fields, what is wrong, the heading line of its file
-- a copy of a file counts once
with standing as (
    select load_id, file, header, sha256
    from load_files
    where load_id >= (select max(load_id) from loads where how = 'full')
),

originals as (
    select load_id, file, header
    from standing
    qualify row_number() over (partition by sha256 order by load_id, file) = 1
)

select load_id, file, header, line, column_name, "value", code, reason_ja, reason_en, record
from rejects
join originals using (load_id, file)
order by load_id, file, line, column_name
