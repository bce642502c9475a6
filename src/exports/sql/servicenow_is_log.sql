-- One row: whether the file is an audit log, that is, whether some number stands in rows of several updates.
select exists (
    select ticket_id
    from rows
    where sys_updated_at is not null
    group by ticket_id
    having count(distinct (sys_updated_at, sys_mod_count)) > 1
) as is_log
