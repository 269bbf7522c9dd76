-- rule:       DYS-0
-- nl:         Alarm woordlezen
-- severity:   aandacht
-- explains:   Een leerling hoort bij woordlezen op het laatste hoofdmeetmoment (M of E) bij de laagste
--             10%: niveau E of V−, of een percentiel van 10 of lager. Een niveau V zonder percentiel
--             zegt dat niet, als de toets geen V− kent.
-- limits:     times integer = 1 fixed Keren achter elkaar
-- action:     Begin met intensieve hulp bij het lezen
-- goes:       een score boven de laagste 10%, of een aanvraag
-- families:   facts, care
-- source:     signaalregels.csv DYS-0; Leerpraktijk Bleijenburg, dyslexieonderzoek (S23b)
with word_reading as (
    select r.*, gap_said(g.said, r.before) as gap
    from trait_run as r
    left join run_gap as g using (pupil_id, learning_line, trait)
    where r.learning_line = 'woordlezen' and r.trait = 'lowest_tenth'
        and r.pupil_id not in (select pupil_id from dyslexia_asked)
)
select
    w.pupil_id,
    null::bigint as group_id,
    'woordlezen' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(w.days[$times], $today) as since,
    w.run::double as weight,
    'Woordlezen hoort bij ' || moments_said(w.moments) || ' bij de laagste 10%.' || w.gap as sentence,
    'bij de laagste 10% (E, V− of een percentiel van 10 of lager)' as limit_said,
    w.evidence
from word_reading as w
where w.run >= $times
union all
select
    w.pupil_id,
    null,
    'woordlezen',
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    'Woordlezen is bij ' || enumerated(w.maybe_moments) || ' niveau V, en deze toets kent geen V−: of'
        || ' dat bij de laagste 10% hoort, is zonder percentiel niet bekend.',
    'bij de laagste 10% (E, V− of een percentiel van 10 of lager)',
    w.maybe_evidence
from word_reading as w
where w.run = 0 and w.newest_has_level
union all
select
    null,
    h.group_id,
    'woordlezen',
    'too_little',
    null,
    least(max(w.newest_day), $today),
    0,
    'Woordlezen heeft bij ' || counted(count(*), 'leerling', 'leerlingen') || ' van deze groep een score'
        || ' zonder niveau of percentiel: wie bij de laagste 10% hoort, is niet te zien.',
    'bij de laagste 10% (E, V− of een percentiel van 10 of lager)',
    list({'fact': 'result', 'id': w.newest_result, 'day': w.newest_day} order by w.newest_day, w.newest_result)
from word_reading as w
join here as h using (pupil_id)
where not w.newest_has_level and h.group_id is not null
group by h.group_id
