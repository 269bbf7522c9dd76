-- rule:       DYS-2
-- nl:         Dossier dyslexie compleet te maken
-- severity:   actie
-- explains:   Een leerling hoort bij woordlezen op drie hoofdmeetmomenten (M of E) achter elkaar bij
--             de laagste 10%. Dan kan een dossier ernstige dyslexie (ED) compleet worden gemaakt.
--             Tussenmetingen tellen niet mee, en spelling is geen criterium.
-- limits:     times integer = 3 fixed Keren achter elkaar
-- action:     Maak het dossier compleet en bespreek een aanvraag met de ouders
-- goes:       een score boven de laagste 10%, of een aanvraag
-- replaces:   DYS-1, DYS-0
-- families:   facts, care
-- source:     signaalregels.csv DYS-2; Protocol Dyslexie Diagnostiek en Behandeling 3.0 (S22)
with word_reading as (
    select r.*
    from trait_run as r
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
        || moments_said(w.moments) || ').' as sentence,
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
where w.run = $times - 1 and w.maybe_run >= $times
