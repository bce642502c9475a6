-- one row per ticket that is new, gone, exported otherwise than in the previous version, or judged otherwise
-- kind: added, changed, vanished, or recalculated (the export says the same, a contract, calendar or term does not)
-- fields: the columns that differ, `history` for the recorded changes; outcomes: both as of the previous version's as_of
with was as (
    select ticket_key, ticket_id, hash({says}) as says from was_tickets
),

now as (
    select ticket_key, ticket_id, hash({says}) as says from now_tickets
),

was_outcomes as (
    select ticket_key, outcome from previous.facts where ticket_key in (select ticket_key from was_tickets)
),

was_history as (
    select ticket_id, bit_xor(hash("at", field, old, new)) as says from was_ticket_events group by ticket_id
),

now_history as (
    select ticket_id, bit_xor(hash("at", field, old, new)) as says from now_ticket_events group by ticket_id
),

other_history as (
    select ticket_id
    from was_history
    full join now_history using (ticket_id)
    where was_history.says is distinct from now_history.says
),

compared as (
    select
        coalesce(now.ticket_id, was.ticket_id) as ticket_id,
        was.ticket_key as old_key,
        now.ticket_key as new_key,
        now.says is distinct from was.says as is_other,
        old_outcomes.outcome as old_outcome,
        new_outcomes.outcome as new_outcome
    from now
    full join was using (ticket_id)
    left join was_outcomes as old_outcomes on old_outcomes.ticket_key = was.ticket_key
    left join then_outcomes as new_outcomes on new_outcomes.ticket_key = now.ticket_key
),

concerned as (
    select *, ticket_id in (select ticket_id from other_history) as has_other_history
    from compared
    where is_other or ticket_id in (select ticket_id from other_history) or old_outcome is distinct from new_outcome
),

named as (
    select
        now.ticket_key,
        list_filter([{differs}], lambda name: name is not null) as fields
    from now_tickets as now
    join was_tickets as was using (ticket_id)
    where now.ticket_key in (select new_key from concerned where is_other and old_key is not null)
),

final as (
    select
        concerned.ticket_id,
        case
            when old_key is null then 'added'
            when new_key is null then 'vanished'
            when is_other or has_other_history then 'changed'
            else 'recalculated'
        end as kind,
        case
            when old_key is null or new_key is null then null
            else coalesce(named.fields, []) || case when has_other_history then ['history'] else [] end
        end as fields,
        old_outcome,
        new_outcome
    from concerned
    left join named on named.ticket_key = concerned.new_key
)

select ticket_id, kind, fields, old_outcome, new_outcome from final order by ticket_id
