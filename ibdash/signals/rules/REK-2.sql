-- rule:       REK-2
-- nl:         Ernstige rekenachterstand
-- severity:   actie
-- explains:   Het leerrendement van rekenen (DLE gedeeld door DL) is 67% of lager: een achterstand van
--             een derde of meer. Een diagnose dyscalculie wordt zelden voor eind groep 5 gesteld. Zonder
--             DLE in de resultaten is dit niet te zeggen.
-- limits:     percent double = 67 Leerrendement in procenten
-- action:     Bespreek welk onderzoek en welke hulp nodig is
-- goes:       een DLE waarmee het leerrendement boven de grens ligt
-- families:   facts
-- source:     signaalregels.csv REK-2; KOC Diensten, wanneer heeft een leerling dyscalculie (S59b)
select
    m.pupil_id,
    null::bigint as group_id,
    'rekenen' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(m.shown_on, $today) as since,
    -- In steps of ten: a point more or less is no news.
    floor(($percent - 100 * m.dle / m.dl) / 10) as weight,
    'Rekenen heeft bij ' || m.said_at || ' een DLE van ' || dutch_number(m.dle) || ' na '
        || dutch_number(m.dl) || ' maanden onderwijs (DL): een leerrendement van '
        || dutch_number(100 * m.dle / m.dl) || '%.'
        || if(m.dl < 30, ' Een diagnose wordt zelden voor eind groep 5 gesteld.', '') as sentence,
    'een leerrendement van ' || dutch_number($percent) || '% of lager' as limit_said,
    as_results([m.mark]) as evidence
from months_now as m
where m.learning_line = 'rekenen' and 100 * m.dle <= $percent * m.dl
union all
select
    m.pupil_id,
    null,
    'rekenen',
    'too_little',
    null,
    least(m.shown_on, $today),
    0,
    'Rekenen heeft bij ' || m.said_at || ' een DLE van ' || dutch_number(m.dle) || ', maar hoeveel maanden'
        || ' onderwijs (DL) daar bij hoort, is niet bekend.',
    'een leerrendement van ' || dutch_number($percent) || '% of lager',
    as_results([m.mark])
from months_now as m
where m.learning_line = 'rekenen' and m.dle is not null and m.dl is null
union all
select
    r.pupil_id,
    null,
    'rekenen',
    'too_little',
    null,
    least(r.newest_day, $today),
    0,
    'Rekenen staat ' || r.run || ' keer achter elkaar laag (' || moments_said(r.moments) || '), maar er is geen'
        || ' DLE: hoe groot de achterstand is, is niet te zeggen.',
    'een leerrendement van ' || dutch_number($percent) || '% of lager',
    r.evidence
from trait_run as r
where r.learning_line = 'rekenen' and r.trait = 'low' and r.run >= 2
    and r.pupil_id not in (
        select pupil_id from months_now where learning_line = 'rekenen' and dle is not null
    )
