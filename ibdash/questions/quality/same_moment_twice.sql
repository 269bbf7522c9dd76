-- question: Which pupils have more than one result of a test at one moment?
-- nl:       Welke leerlingen hebben een toets op een moment meer dan een keer?
-- params:   school_id bigint
-- row:      one per pupil, test with its part, school year and moment with two or more open taken
--           results; from_change and source_row are of the newest.  A first try that was not taken
--           is no second result
-- order:    newest first
-- families: facts
-- check:    Zelfde toets twee keer op een moment
-- severity: let op
-- explains: Dezelfde leerling heeft dezelfde toets op hetzelfde moment vaker, met een andere datum
--           of score. Een herkansing, of een regel die dubbel is ingevoerd. ibdash telt de laatste.
-- sentence: {test} ({school_year}) staat er {times} keer, met {days}
-- remedy:   Is het geen herkansing, haal dan in het leerlingvolgsysteem de verkeerde weg
with suspect as (
    -- By one number: almost no result is one of these, and only those are looked at further.
    select hash(pupil_id, test_id, school_year, moment) as mark
    from result
    where closed_by is null and school_id = $school_id and is_taken and moment is not null
    group by mark
    having count(*) > 1
),
again as (
    select
        r.pupil_id, r.test_id, r.school_year, r.moment,
        count(*) as times,
        max(r.half_year) as half_year,
        arg_max(
            coalesce(r.source_change, r.opened_by), (coalesce(r.taken_on, date '0001-01-01'), r.result_id)
        ) as from_change,
        arg_max(r.source_row, (coalesce(r.taken_on, date '0001-01-01'), r.result_id)) as source_row,
        list(distinct r.taken_on order by r.taken_on) as days,
        count(distinct r.ability_score) as scores
    from result as r
    where r.closed_by is null
        and r.school_id = $school_id
        and r.is_taken
        and r.moment is not null
        and hash(r.pupil_id, r.test_id, r.school_year, r.moment) in (select mark from suspect)
    group by r.pupil_id, r.test_id, r.school_year, r.moment
    having count(*) > 1
)
select
    a.pupil_id,
    a.from_change,
    a.source_row,
    concat_ws(' ', t.name, t.part, a.moment) as test,
    a.school_year,
    a.times,
    case when a.scores > 1 then 'verschillende scores' else 'dezelfde score' end
        || case len(a.days)
            when 0 then ' en zonder datum'
            when 1 then ' op ' || strftime(a.days[1], '%-d-%-m-%Y')
            else ' op ' || array_to_string(
                list_transform(a.days, lambda day: strftime(day, '%-d-%-m-%Y')), ' en '
            )
        end as days
from again as a
join test as t on t.test_id = a.test_id and t.closed_by is null
order by a.half_year desc, a.pupil_id, test;
