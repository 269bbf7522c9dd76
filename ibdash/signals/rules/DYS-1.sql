-- rule:       DYS-1
-- nl:         Woordlezen twee keer zwak
-- severity:   zorg
-- explains:   Een leerling hoort bij woordlezen op twee hoofdmeetmomenten (M of E) achter elkaar bij
--             de laagste 10%. Tussenmetingen tellen niet mee, en een moment dat ontbreekt breekt de rij.
-- limits:     times integer = 2 fixed Keren achter elkaar
-- action:     Geef intensieve hulp en leg vast wat die oplevert
-- goes:       een score boven de laagste 10%, of een aanvraag
-- replaces:   DYS-0
-- families:   facts, care
-- source:     signaalregels.csv DYS-1; Masterplan Dyslexie (S21)
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
    'Woordlezen hoort ' || w.run || ' keer achter elkaar bij de laagste 10% ('
        || moments_said(w.moments) || ').' || w.gap as sentence,
    $times || ' keer achter elkaar bij de laagste 10%' as limit_said,
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
    'Woordlezen hoort bij ' || moments_said(w.moments) || ' bij de laagste 10%. Of dat bij '
        || enumerated(w.unknown) || ' ook zo was, is niet bekend: er is geen percentiel, en het niveau'
        || ' zegt het niet.',
    $times || ' keer achter elkaar bij de laagste 10%',
    w.maybe_evidence
from word_reading as w
where w.run > 0 and w.run < $times and w.maybe_run >= $times
