-- rule:       NIV-1
-- nl:         Laag niveau
-- severity:   aandacht
-- explains:   Een leerling heeft op het laatste hoofdmeetmoment (M of E) van een leerlijn het laagste
--             niveau: E of V−, of V op een schaal zonder V−. Een percentiel van 10 of lager telt ook.
-- limits:     times integer = 1 Keren achter elkaar
-- action:     Kijk wat deze leerling op deze leerlijn nodig heeft
-- goes:       een hoger niveau op het volgende hoofdmeetmoment
-- families:   facts
-- source:     signaalregels.csv NIV-1 (afspraak in de praktijk, zonder publicatie)
with lowest as (
    select r.*, gap_said(g.said, r.before) as gap
    from trait_run as r
    left join run_gap as g using (pupil_id, learning_line, trait)
    where r.trait = 'lowest_level' and r.learning_line <> 'sociaal-emotioneel'
)
select
    w.pupil_id,
    null::bigint as group_id,
    w.learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(w.days[$times], $today) as since,
    w.run::double as weight,
    w.line_name || ' staat bij ' || moments_said(w.moments) || ' op het laagste niveau'
        || coalesce(' (' || shown_level(w.newest_level) || ')', '') || '.' || w.gap as sentence,
    'het laagste niveau: E, V−, of V op een schaal zonder V−' as limit_said,
    w.evidence
from lowest as w
where w.run >= $times
union all
select
    null,
    h.group_id,
    '',
    'too_little',
    null,
    least(max(w.newest_day), $today),
    0,
    'Deze groep heeft scores zonder niveau of percentiel bij '
        || lower(enumerated(list(distinct w.line_name order by w.line_name)))
        || ': wie op het laagste niveau staat, is daar niet te zien.',
    'het laagste niveau: E, V−, of V op een schaal zonder V−',
    list({'fact': 'result', 'id': w.newest_result, 'day': w.newest_day} order by w.newest_day, w.newest_result)
from lowest as w
join here as h using (pupil_id)
-- A card of AVI has no level.
where not w.newest_has_level and w.learning_line <> 'tekstlezen' and h.group_id is not null
group by h.group_id
