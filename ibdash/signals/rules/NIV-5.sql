-- rule:       NIV-5
-- nl:         Onder verwachting
-- severity:   aandacht
-- explains:   De score is lager dan die van 19 van de 20 eerdere leerlingen van de school die net zo
--             begonnen. Het bereik is gemaakt uit resultaten van voor dit moment. Waar te weinig
--             leerlingen voorgingen, staat dat er per groep.
-- limits:     share double = 0.05 fixed Deel van de leerlingen met zo'n start
-- action:     Kijk eerst naar de groep en de afname, dan naar de leerling
-- goes:       een score binnen het bereik
-- under:      GRP-1
-- families:   facts
-- source:     methods.md 3 en 4.2; signaalregels.csv NIV-5
select
    e.pupil_id,
    null::bigint as group_id,
    e.learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    e.shown_on as since,
    1::double as weight,
    line_name(e.learning_line) || ': score ' || dutch_number(e.score) || ' bij ' || e.moment
        || '; verwacht was ' || whole_number(e.low) || ' tot ' || whole_number(e.high) || '.'
        as sentence,
    'onder ' || whole_number(e.signal_below) || ', de ' || dutch_number(100 * $share)
        || '%-lijn (' || e.pupils || ' eerdere leerlingen van deze school)' as limit_said,
    [
        {'fact': 'result', 'id': e.result_1, 'day': e.shown_1},
        {'fact': 'result', 'id': e.result_id, 'day': e.shown_on}
    ] as evidence
from expected as e
where e.place = 1 and e.half_year >= e.half_year_now - 1 and e.score < e.signal_below
union all
-- Nobody may think that all is well where no range could be made.
select
    null,
    j.group_id,
    j.learning_line,
    'too_little',
    null,
    max(j.shown_on),
    0,
    line_name(j.learning_line) || ': voor ' || counted(count(*), 'leerling', 'leerlingen')
        || ' is geen verwacht bereik te maken; er zijn te weinig eerdere leerlingen.',
    'minstens 25 eerdere stappen op deze toets',
    []
from judged as j
left join expected as e
    on e.pupil_id = j.pupil_id and e.learning_line = j.learning_line and e.half_year = j.half_year
where j.place = 1 and j.half_year >= j.half_year_now - 1 and e.pupil_id is null
    and j.group_id is not null and j.x1 is not null
group by j.group_id, j.learning_line
