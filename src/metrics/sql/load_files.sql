-- one row per file that the content stands on: those of the last full load and of what was added since; read = loaded + rejected
select file, kind, preset, encoding, sha256, "read", loaded, rejected, replaced
from load_files
where load_id >= (select max(load_id) from loads where how = 'full')
order by load_id, file, kind
