-- question: Who was acted on, and when last; and for which learning lines does a plan run?
-- nl:       Voor wie is er iets gedaan, en wanneer voor het laatst?
-- params:   school_id bigint, today date
-- row:      one per pupil or group; last_on: the last day of a note, meeting, decision, agreement or
--           request, today where an agreement is open; lines: the learning lines of the plans that run ('' for a plan of no line)
-- order:    pupil, group
-- families: care
with act as (
    select pupil_id, group_id, noted_on as day, null::varchar as line
    from note where closed_by is null and school_id = $school_id
    union all
    select pupil_id, group_id, held_on, null
    from meeting where closed_by is null and school_id = $school_id
    union all
    select pupil_id, group_id, decided_on, null
    from decision where closed_by is null and school_id = $school_id
    union all
    -- As long as it is open somebody is at it.
    select pupil_id, group_id, coalesce(done_on, $today), null
    from agreement where closed_by is null and school_id = $school_id
    union all
    select pupil_id, null, requested_on, null
    from referral where closed_by is null and school_id = $school_id
    union all
    select
        pupil_id,
        if(pupil_id is null, group_id, null),
        null,
        if(
            coalesce(ends_on, $today) >= $today
                and coalesce(status, '') not in ('geevalueerd', 'voortgezet', 'opgeschaald'),
            coalesce(learning_line, ''),
            null
        )
    from plan
    where closed_by is null and school_id = $school_id
        and coalesce(status, '') not in ('concept', 'afgesloten')
        and coalesce(starts_on, $today) <= $today
)
select
    pupil_id,
    if(pupil_id is null, group_id, null) as group_id,
    max(day) filter (day <= $today) as last_on,
    coalesce(list_sort(list(distinct line) filter (line is not null)), []) as lines
from act
group by all
order by pupil_id, group_id;
