-- rule:       DBL-1
-- nl:         Doubleren bespreken
-- severity:   actie
-- explains:   Een leerling van groep 4 tot en met 8 ligt op twee of meer leerlijnen meer dan een half
--             jaar (vijf maanden DLE) achter, of een leerling van groep 3 bij lezen, terwijl er hulp is
--             geweest die is geëvalueerd. Een voorbeeld van één school.
-- limits:     months integer = 5 Maanden achterstand; lines integer = 2 Leerlijnen
-- action:     Bespreek of een jaar overdoen helpt, of dat iets anders beter past
-- goes:       een kleinere achterstand in DLE
-- families:   facts, care
-- source:     signaalregels.csv DBL-1; bsbuizerd.nl, doubleren en versnellen (S65)
with helped as (
    select p.pupil_id, max(coalesce(e.evaluated_on, p.evaluate_on, p.ends_on)) as evaluated_on
    from plan as p
    left join evaluation as e
        on e.plan_id = p.plan_id and e.closed_by is null and e.evaluated_on <= $today
    where p.closed_by is null and p.school_id in (select school_id from asked_school) and p.pupil_id is not null
        and (e.evaluation_id is not null or p.status in ('geevalueerd', 'voortgezet', 'opgeschaald'))
    group by p.pupil_id
),
pupil_now as (
    select
        h.pupil_id,
        try_cast(h.year_group as integer) as year_group,
        if(h.year_group = '3', 1, $lines) as needed
    from here as h
    join helped as e on e.pupil_id = h.pupil_id
    where try_cast(h.year_group as integer) between 3 and 8
),
behind as (
    select p.pupil_id, m.*exclude (pupil_id)
    from pupil_now as p
    join months_now as m on m.pupil_id = p.pupil_id and m.ahead < -$months
    where p.year_group > 3 or m.subject = 'lezen'
),
counted_behind as (
    select
        pupil_id,
        count(*) as n,
        list(lower(line_name) || ' ' || dutch_number(-ahead) order by ahead, line_name) as parts,
        max(shown_on) as newest_day,
        as_results(list(mark)) as evidence
    from behind
    group by pupil_id
),
lowest as (
    -- Low, and without a DLE that says by how much.
    select
        r.pupil_id,
        count(*) as n,
        list(lower(r.line_name) order by r.line_name) as lines,
        max(r.newest_day) as newest_day,
        flatten(list(r.evidence order by r.line_name)) as evidence
    from trait_run as r
    join pupil_now as p using (pupil_id)
    left join learning_line as l on l.line = r.learning_line
    where r.trait = 'low' and r.run > 0 and r.learning_line <> 'sociaal-emotioneel'
        and (p.year_group > 3 or l.subject = 'lezen')
        and not exists (
            select 1 from months_now as m
            where m.pupil_id = r.pupil_id and m.learning_line = r.learning_line and m.ahead is not null
        )
    group by r.pupil_id
)
select
    p.pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(b.newest_day, $today) as since,
    b.n::double as weight,
    'De achterstand in maanden is: ' || enumerated(b.parts) || '. Er is hulp geweest die is geëvalueerd.'
        as sentence,
    'meer dan ' || $months || ' maanden achter'
        || if(p.year_group = 3, ' bij lezen', ' op ' || counted($lines, 'leerlijn', 'leerlijnen')) as limit_said,
    b.evidence
from pupil_now as p
join counted_behind as b using (pupil_id)
where b.n >= p.needed
union all
select
    p.pupil_id,
    null,
    '',
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    'Er is hulp geweest die is geëvalueerd, en een laag niveau bij ' || enumerated(w.lines)
        || ', maar zonder DLE: hoeveel maanden de achterstand is, is niet te zeggen.',
    'meer dan ' || $months || ' maanden achter'
        || if(p.year_group = 3, ' bij lezen', ' op ' || counted($lines, 'leerlijn', 'leerlijnen')),
    w.evidence
from pupil_now as p
join lowest as w using (pupil_id)
left join counted_behind as b using (pupil_id)
where coalesce(b.n, 0) < p.needed and coalesce(b.n, 0) + w.n >= p.needed
