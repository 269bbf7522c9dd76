-- rule:       NIV-12
-- nl:         Geen groei in een jaar
-- severity:   aandacht
-- explains:   De score is niet hoger dan een jaar eerder, twee hoofdmomenten geleden, en ligt onder het
--             bereik waarin 8 van de 10 leerlingen met zo'n start uitkomen.
-- limits:     moments integer = 2 fixed Hoofdmomenten
-- action:     Bekijk met de leerkracht wat de leerling nodig heeft om weer vooruit te gaan
-- goes:       een score boven die van een jaar eerder, of binnen het bereik
-- under:      GRP-1
-- families:   facts
-- source:     methods.md 4.2; signaalregels.csv NIV-12
select
    e.pupil_id,
    null::bigint as group_id,
    e.learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    e.shown_on as since,
    1::double as weight,
    line_name(e.learning_line) || ': ' || dutch_number(e.score) || ' bij ' || e.moment
        || ', een jaar eerder ' || dutch_number(e.year_ago) || ' bij ' || e.year_ago_moment
        || '; verwacht was nu ' || whole_number(e.low) || ' tot ' || whole_number(e.high) || '.'
        as sentence,
    'niet hoger dan ' || $moments || ' hoofdmomenten geleden, en onder het 80%-bereik'
        as limit_said,
    [
        {'fact': 'result', 'id': e.year_ago_result, 'day': null::date},
        {'fact': 'result', 'id': e.result_id, 'day': e.shown_on}
    ] as evidence
from expected as e
where e.place = 1 and e.half_year >= e.half_year_now - 1
    and e.score <= e.year_ago and e.score < e.low
