-- one row per contract term: from its first local midnight to the one after its last day, on its calendar (A2)
with zone_starts as (
    -- the first instant whose local date is not before start_on, and likewise for the day after end_on
    select
        contracts.contract_id,
        contracts.start_on,
        min(greatest(epoch_seconds(contracts.start_on::timestamp) - offset_seconds, from_at))
            filter (where epoch_seconds(contracts.start_on::timestamp) - offset_seconds < until_at) as starts_at,
        min(greatest(epoch_seconds((contracts.end_on + 1)::timestamp) - offset_seconds, from_at))
            filter (where epoch_seconds((contracts.end_on + 1)::timestamp) - offset_seconds < until_at) as ends_at,
        any_value(calendar_id) as calendar_id
    from contracts
    join programmes using (program)
    join calendars on calendars.name = coalesce(contracts.calendar, programmes.calendar)
    join zone_offsets using (calendar_id)
    group by all
),

final as (
    select
        row_number() over (order by contracts.contract_id, contracts.start_on)::integer as term_id,
        contracts.* exclude (calendar),
        zone_starts.calendar_id,
        zone_starts.starts_at,
        zone_starts.ends_at,
        (dense_rank() over (order by contracts.program, contracts.tier))::smallint as tier_no,
        lag(contracts.start_on) over (partition by contracts.contract_id order by contracts.start_on) is not null
            as is_successor
    from contracts
    join zone_starts using (contract_id, start_on)
)

select * from final order by term_id
