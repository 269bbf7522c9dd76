-- rule:       NIV-9
-- nl:         Verwacht resultaat ontbreekt
-- severity:   aandacht
-- explains:   Een leerling zat op school toen een toets van de toetskalender werd afgenomen, en er is
--             geen resultaat en geen reden (ziek, eigen leerlijn, vrijgesteld). Zonder toetskalender is
--             dit niet te zeggen. Wie AVI-Plus al heeft, hoeft geen AVI meer te maken.
-- limits:     days integer = 0 Dagen na het einde van de toetsperiode
-- action:     Neem de toets alsnog af, of leg de reden vast
-- goes:       een resultaat, of een reden waarom het er niet is
-- families:   facts, care
-- source:     signaalregels.csv NIV-9 (afgeleid, zonder publicatie)
with expected as (
    select
        h.pupil_id,
        c.test_calendar_id,
        c.learning_line,
        coalesce(w.name, c.learning_line) as line_name,
        c.moment,
        c.from_on,
        c.until_on,
        school_year_of(c.until_on) as school_year
    from test_calendar as c
    join here as h
        on h.school_id = c.school_id and (h.entered_on is null or h.entered_on <= c.from_on)
    left join learning_line as w on w.line = c.learning_line
    where c.closed_by is null and c.school_id in (select school_id from asked_school)
        and c.until_on + $days < $today
        -- This main moment and the one before it.
        and c.until_on > $today - 365
        and 2 * left(school_year_of(c.until_on), 4)::integer + (c.moment[1] = 'E')::integer
            >= h.half_year_now - 1
        and exists (
            select 1 from placement as p
            where p.closed_by is null and p.pupil_id = h.pupil_id and p.school_id = h.school_id
                and p.school_year = school_year_of(c.until_on)
                and p.year_group = c.year_group
                and coalesce(p.from_on, c.from_on) <= c.from_on
                and coalesce(p.until_on, c.until_on) >= c.until_on
        )
),
there as (
    -- Of this half year, whatever the year group of the test (toets op maat).
    select distinct r.pupil_id, r.learning_line, r.school_year, r.moment[1] as part
    from result as r
    where r.closed_by is null and r.school_id in (select school_id from asked_school)
        and r.school_year in (select school_year from expected)
        and (coalesce(r.is_taken, true) or coalesce(r.no_result_reason, 'nog_niet') <> 'nog_niet')
),
beyond_avi as (
    select pupil_id, min(shown_on) as since
    from open_result
    where school_id in (select school_id from asked_school) and avi = 'AVI-Plus'
    group by pupil_id
),
covered as (
    select distinct school_id, year_group
    from test_calendar
    where closed_by is null and school_id in (select school_id from asked_school)
        and school_year_of(until_on) = school_year_of($today)
),
missing as (
    select e.*
    from expected as e
    anti join there as t
        on t.pupil_id = e.pupil_id and t.learning_line = e.learning_line
        and t.school_year = e.school_year and t.part = e.moment[1]
    anti join beyond_avi as a
        on a.pupil_id = e.pupil_id and e.learning_line = 'tekstlezen' and a.since < e.from_on
    qualify row_number() over (
        partition by e.pupil_id, e.learning_line, e.moment, e.school_year
        order by e.until_on desc, e.test_calendar_id
    ) = 1
)
select
    m.pupil_id,
    null::bigint as group_id,
    m.learning_line || ' ' || m.moment || ' ' || m.school_year as subject,
    'signal' as outcome,
    null::varchar as severity,
    m.until_on + $days + 1 as since,
    0::double as weight,
    m.line_name || ' ' || m.moment || ' stond op de toetskalender tot en met ' || dutch_day(m.until_on)
        || '. Er is geen resultaat, en ook geen reden waarom niet.' as sentence,
    if($days = 0, 'na ', $days || ' dagen na ') || dutch_day(m.until_on) as limit_said,
    [{'fact': 'test_calendar', 'id': m.test_calendar_id, 'day': m.until_on}] as evidence
from missing as m
union all
select
    null,
    h.group_id,
    '',
    'too_little',
    null,
    make_date(left(school_year_of($today), 4)::integer, 8, 1),
    0,
    'Voor deze groep is er dit schooljaar geen toetskalender: of er een resultaat ontbreekt, is niet te'
        || ' zeggen.',
    'een toets op de toetskalender zonder resultaat en zonder reden',
    []
from here as h
where h.group_id is not null
    and h.school_year = school_year_of($today)
    and h.year_group in ('3', '4', '5', '6', '7', '8')
group by h.group_id
having not bool_or((h.school_id, h.year_group) in (select (school_id, year_group) from covered))
