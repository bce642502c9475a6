-- one row per file that was read; read = loaded + rejected
select file, kind, preset, encoding, sha256, "read", loaded, rejected, replaced
from load_files
order by load_id, file, kind
