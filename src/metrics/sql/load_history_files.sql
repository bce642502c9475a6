-- one row per file of every load, latest load first; read = loaded + rejected
select load_id, file, kind, preset, encoding, sha256, "read", loaded, rejected, replaced
from load_files
order by load_id desc, file, kind
