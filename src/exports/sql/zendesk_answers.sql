-- one row per record: the first answer from the calendar minutes that it took, where no column says when it was given;
-- 0 minutes are an answer within the first minute, with 0 replies they are none; minutes within business hours are laid on
-- the contract's calendar later; a rating counts where it is a number
with answered as (
    select
        *,
        case
            when reply_minutes = 0 and replies = 0 then null
            when reply_minutes between 0 and 5256000 then opened_at + to_seconds(round(reply_minutes * 60)::bigint)
        end as answer_from_minutes,
        case
            when reply_minutes is not null or (reply_business_minutes = 0 and replies = 0) then null
            when reply_business_minutes between 0 and 5256000 then round(reply_business_minutes * 60)::bigint
        end as open_seconds
    from rows
)

select
    * exclude (answer_from_minutes, open_seconds) replace (
        coalesce(first_response_at, answer_from_minutes) as first_response_at,
        case
            when first_response_at is not null then 'recorded'
            when answer_from_minutes is not null or open_seconds is not null then 'minutes'
        end as response_source,
        case when first_response_at is null then open_seconds end as response_open_seconds,
        coalesce(csat, case when regexp_full_match(csat_label, '\d+(\.\d+)?') then try_cast(csat_label as double) end) as csat
    )
from answered
order by source_line
