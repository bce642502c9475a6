-- one row per record: the end that is written, else the day before the corresponding day after so many months; where
-- that month has no such day, its last day (Civil Code 143-2)
select
    * replace (
        coalesce(
            end_on,
            case
                when term_months not between 1 and 1200 or year(start_on) > 9800 then null
                when day(start_on + to_months(term_months)) = day(start_on)
                    then (start_on + to_months(term_months) - interval 1 day)::date
                else (start_on + to_months(term_months))::date
            end
        ) as end_on
    )
from rows
order by source_line
