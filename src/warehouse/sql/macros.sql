-- The shared words of every statement about time. All instants are whole seconds since 1970-01-01 UTC.
create macro epoch_seconds(moment) as date_diff('second', timestamp '1970-01-01', moment);

create macro moment_at(seconds) as timestamp '1970-01-01' + to_seconds(seconds);

-- Open seconds before an instant, from the slot it falls into: twice_before + |t − open| − |t − close| is twice the
-- clamp of t to the slot's open stretch, without a branch.
create macro open_before(instant, twice_before, open_at, close_at) as
    (twice_before + abs(instant - open_at) - abs(instant - close_at)) // 2;

-- The key of the slot that an instant falls into; instants beyond the calendar's range take its first or last slot.
create macro slot_of(instant, first_slot, last_slot, first_second, slot_seconds) as
    greatest(first_slot, least(last_slot, first_slot + (instant - first_second) // slot_seconds));

create macro severity_number(label) as
    (case label when 'S1' then 1 when 'S2' then 2 when 'S3' then 3 when 'S4' then 4 else 0 end)::utinyint;

create type reason as enum (
    'no_contract', 'ambiguous_contract', 'out_of_term', 'no_target', 'no_severity', 'excluded', 'withdrawn', 'merged',
    'opened_by_vendor', 'not_by_phone', 'invalid_times'
);

create type outcome as enum ('met', 'breached', 'overdue', 'running', 'not_measured');
