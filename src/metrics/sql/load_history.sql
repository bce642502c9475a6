-- one row per load of this database, latest first: how it was made, its files in sum, what it changed
with in_sum as (
    select
        load_id,
        count(*) as files,
        sum("read")::bigint as "read",
        sum(loaded)::bigint as loaded,
        sum(rejected)::bigint as rejected,
        sum(replaced)::bigint as replaced
    from load_files
    group by load_id
)

select
    load_id,
    version,
    how,
    loaded_at,
    loaded_by,
    as_of,
    as_of_given,
    timezone,
    terms_sha256,
    coalesce(files, 0) as files,
    coalesce("read", 0) as "read",
    coalesce(loaded, 0) as loaded,
    coalesce(rejected, 0) as rejected,
    coalesce(replaced, 0) as replaced,
    tickets,
    added,
    changed,
    vanished,
    restated
from loads
left join in_sum using (load_id)
order by load_id desc
