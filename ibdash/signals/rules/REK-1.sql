-- rule:       REK-1
-- nl:         Screening rekenen mogelijk
-- severity:   zorg
-- explains:   Een leerling staat bij rekenen op twee hoofdmeetmomenten (M of E) achter elkaar laag:
--             niveau D of E, of V of V−. Dit geldt vanaf de tweede helft van groep 4 (1 februari). Eén
--             zwakke score is niet genoeg, en een moment dat ontbreekt breekt de rij.
-- limits:     times integer = 2 Keren achter elkaar
-- action:     Onderzoek met een screening waar het rekenen vastloopt
-- goes:       een hoger niveau op het volgende hoofdmeetmoment
-- families:   facts
-- source:     signaalregels.csv REK-1; RID, rekenachterstand of dyscalculie (S59a)
with low as (
    select
        r.*,
        gap_said(g.said, r.before) as gap,
        h.group_id,
        if(
            h.year_group = '4', make_date(left(h.school_year, 4)::integer + 1, 2, 1), null
        ) as begins_on
    from trait_run as r
    join here as h using (pupil_id)
    left join run_gap as g using (pupil_id, learning_line, trait)
    where r.learning_line = 'rekenen' and r.trait = 'low'
        and (
            try_cast(h.year_group as integer) > 4
            or (h.year_group = '4' and $today >= make_date(left(h.school_year, 4)::integer + 1, 2, 1))
        )
)
select
    w.pupil_id,
    null::bigint as group_id,
    'rekenen' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(greatest(w.days[$times], coalesce(w.begins_on, w.days[$times])), $today) as since,
    w.run::double as weight,
    'Rekenen staat ' || counted(w.run, 'keer', 'keer achter elkaar') || ' laag ('
        || moments_said(w.moments) || coalesce('; nu niveau ' || shown_level(w.newest_level), '')
        || ').' || w.gap as sentence,
    counted($times, 'keer', 'keer achter elkaar') || ' D of E, of V of V−' as limit_said,
    w.evidence
from low as w
where w.run >= $times
union all
select
    w.pupil_id,
    null,
    'rekenen',
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    'Rekenen staat misschien ' || counted($times, 'keer', 'keer achter elkaar') || ' laag: bij '
        || enumerated(w.unknown) || ' is er geen niveau, en het percentiel of de score alleen zegt het niet.',
    counted($times, 'keer', 'keer achter elkaar') || ' D of E, of V of V−',
    w.maybe_evidence
from low as w
where w.run < $times and w.maybe_run >= $times and len(w.unknown) < w.maybe_run
union all
select
    null,
    w.group_id,
    'rekenen',
    'too_little',
    null,
    least(max(w.newest_day), $today),
    0,
    'Rekenen heeft bij ' || counted(count(*), 'leerling', 'leerlingen') || ' van deze groep een score zonder'
        || ' niveau of percentiel: wie laag staat, is niet te zien.',
    counted($times, 'keer', 'keer achter elkaar') || ' D of E, of V of V−',
    list({'fact': 'result', 'id': w.newest_result, 'day': w.newest_day} order by w.newest_day, w.newest_result)
from low as w
where not w.newest_has_level and w.group_id is not null
group by w.group_id
