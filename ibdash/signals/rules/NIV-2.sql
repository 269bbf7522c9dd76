-- rule:       NIV-2
-- nl:         Herhaald laag niveau
-- severity:   zorg
-- explains:   Een leerling heeft op dezelfde leerlijn twee hoofdmeetmomenten (M of E) achter elkaar het
--             laagste niveau: E of V−, of V op een schaal zonder V−. Bij drie keer is de ernst actie. Een
--             moment dat ontbreekt breekt de rij.
-- limits:     times_care integer = 2 Keren achter elkaar voor zorg; times_action integer = 3 Keren achter
--             elkaar voor actie
-- action:     Bespreek de leerling en spreek af welke hulp er komt
-- goes:       een hoger niveau op het volgende hoofdmeetmoment
-- replaces:   NIV-1
-- families:   facts
-- source:     signaalregels.csv NIV-2; afgeleid van Masterplan Dyslexie (S21)
select
    w.pupil_id,
    null::bigint as group_id,
    w.learning_line as subject,
    'signal' as outcome,
    if(w.run >= $times_action, 'actie', 'zorg') as severity,
    least(w.days[if(w.run >= $times_action, $times_action, $times_care)], $today) as since,
    w.run::double as weight,
    w.line_name || ' staat ' || w.run || ' keer achter elkaar op het laagste niveau ('
        || moments_said(w.moments) || ').' || gap_said(g.said, w.before) as sentence,
    if(w.run >= $times_action, $times_action, $times_care)
        || ' keer achter elkaar op het laagste niveau' as limit_said,
    w.evidence
from trait_run as w
left join run_gap as g using (pupil_id, learning_line, trait)
where w.trait = 'lowest_level' and w.learning_line <> 'sociaal-emotioneel'
    and w.run >= least($times_care, $times_action)
union all
select
    w.pupil_id,
    null,
    w.learning_line,
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    w.line_name || ' staat bij ' || moments_said(w.moments) || ' op het laagste niveau. Bij '
        || enumerated(w.unknown) || ' is er een resultaat zonder niveau: of het herhaald laag is, is niet te'
        || ' zeggen.',
    $times_care || ' keer achter elkaar op het laagste niveau',
    w.maybe_evidence
from trait_run as w
where w.trait = 'lowest_level' and w.learning_line <> 'sociaal-emotioneel'
    and w.run > 0 and w.run < least($times_care, $times_action)
    and w.maybe_run >= least($times_care, $times_action)
