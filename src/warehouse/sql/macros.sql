-- The shared words of every statement about time. All instants are whole seconds since 1970-01-01 UTC.
create macro epoch_seconds(moment) as date_diff('second', timestamp '1970-01-01', moment);

create macro moment_at(seconds) as timestamp '1970-01-01' + to_seconds(seconds);

-- The slot of a calendar's grid that an instant falls into (variables grid_start, grid_bits, grid_slots: see clock_grid);
-- slot_base is what of it depends on the calendar alone.
create macro slot_base(calendar_id) as
    calendar_id::bigint * getvariable('grid_slots') - (getvariable('grid_start') >> getvariable('grid_bits'));

create macro slot_from(base, instant) as (instant >> getvariable('grid_bits')) + base;

create macro slot_of(calendar_id, instant) as slot_from(slot_base(calendar_id), instant);

-- Twice the open seconds before an instant, from its slot: |t − open| − |t − close| is twice the clamp of t to the
-- slot's open stretch, without a branch.
create macro twice_open_before(instant, twice_before, open_at, close_at) as
    twice_before + abs(instant - open_at) - abs(instant - close_at);

create macro severity_number(label) as
    (case label when 'S1' then 1 when 'S2' then 2 when 'S3' then 3 when 'S4' then 4 else 0 end)::utinyint;

create type reason as enum (
    'no_contract', 'ambiguous_contract', 'out_of_term', 'no_target', 'no_severity', 'excluded', 'withdrawn', 'merged',
    'opened_by_vendor', 'not_by_phone', 'invalid_times'
);

create type outcome as enum ('met', 'breached', 'overdue', 'running', 'not_measured');

-- Why a ticket is not measured: the first reason that applies, in the order of decision; null when it is measured.
create macro reason_of(term_reason, severity_no, twice_target, code_reason, phone_channels, channel, answered_s, opened_s) as
    case
        when term_reason is not null then term_reason
        when severity_no > 0 and twice_target is null then 'no_target'::reason
        when severity_no = 0 then 'no_severity'::reason
        when code_reason is not null then code_reason
        when not coalesce(list_contains(phone_channels, channel), phone_channels is null) then 'not_by_phone'::reason
        when answered_s < opened_s then 'invalid_times'::reason
    end;

-- What the clock says of a ticket; a reason why it is not measured goes before it.
create macro clock_outcome(is_answered, is_late) as
    (case
        when is_answered then case when is_late then 'breached' else 'met' end
        else case when is_late then 'overdue' else 'running' end
    end)::outcome;

create macro outcome_of(reason, is_answered, is_late) as
    case when reason is null then clock_outcome(is_answered, is_late) else 'not_measured'::outcome end;

-- The key of a policy's target for a severity; severity 0 (unknown) and policy 0 (none) have rows without a target.
create macro target_key(policy_id, severity_no) as policy_id * 5 + severity_no;

-- The calendar that a clock runs on: the ticket's own in business hours, or the one that never closes.
create macro clock_of(clock, calendar_id) as
    case when clock = 'always' then getvariable('always_calendar') else calendar_id end::smallint;

create macro first_of_month(month_no) as (date '1970-01-01' + to_months(month_no))::date;

-- What a cell stands for, as one number; tier_no numbers the programmes and tiers of the contracts, null = none.
create macro cell_code(tier_no, severity_no, month_no, outcome, reason) as
    month_no::bigint * 16777216
    + (coalesce(tier_no, 0)::bigint << 10)
    + (severity_no::bigint << 7)
    + (enum_code(outcome::outcome)::bigint << 4)
    + coalesce(enum_code(reason::reason)::bigint + 1, 0);

-- The last day of a TRM term that runs so many months from the first start: the day before the corresponding day, or,
-- where that month has no such day, its last day (Civil Code 143-2).
create macro trm_end_after(first_start, months) as least(
    (first_start + to_months(months))::date - (day(first_start + to_months(months)) = day(first_start))::integer,
    date '9999-12-31'
);

create macro trm_months(term_no, term_months, renewal_months) as term_months + (term_no - 1) * renewal_months;

create macro trm_term_end(first_start, term_no, term_months, renewal_months) as
    trm_end_after(first_start, trm_months(term_no, term_months, renewal_months));

create macro trm_term_start(first_start, term_no, term_months, renewal_months) as
    case
        when term_no = 1 then first_start
        else trm_term_end(first_start, term_no - 1, term_months, renewal_months) + 1
    end;

-- The first term that ends on or after a day, reckoned from whole months: the one guessed, or the next.
create macro trm_guess(first_start, term_months, renewal_months, on_day) as
    1 + greatest(0, date_diff('month', first_start, on_day) - term_months) // renewal_months;

create macro trm_term_of(first_start, term_months, renewal_months, on_day) as (
    trm_guess(first_start, term_months, renewal_months, on_day)
    + (
        trm_term_end(
            first_start, trm_guess(first_start, term_months, renewal_months, on_day), term_months, renewal_months
        ) < on_day
    )::integer
)::integer;
