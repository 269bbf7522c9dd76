-- rule:       NIV-7
-- nl:         Hoog niveau
-- severity:   kans
-- explains:   Een leerling hoort bij rekenen of lezen op twee hoofdmeetmomenten (M of E) achter elkaar
--             bij de hoogste 10%: niveau I+, of een percentiel van 91 of hoger. Een A of I zonder
--             percentiel zegt dat niet.
-- limits:     times integer = 2 Keren achter elkaar
-- action:     Toets door en denk na over verrijking
-- goes:       een resultaat onder de hoogste 10%
-- families:   facts
-- source:     signaalregels.csv NIV-7; Anna van Buren, een jaargroep hoger werken (S68)
with high as (
    select r.*, gap_said(g.said, r.before) as gap
    from trait_run as r
    join learning_line as l on l.line = r.learning_line and l.subject in ('rekenen', 'lezen')
    left join run_gap as g using (pupil_id, learning_line, trait)
    where r.trait = 'top_tenth'
)
select
    w.pupil_id,
    null::bigint as group_id,
    w.learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(w.days[$times], $today) as since,
    w.run::double as weight,
    w.line_name || ' hoort ' || counted(w.run, 'keer', 'keer achter elkaar') || ' bij de hoogste 10% ('
        || moments_said(w.moments) || ').' || w.gap as sentence,
    counted($times, 'keer', 'keer achter elkaar') || ' bij de hoogste 10%' as limit_said,
    w.evidence
from high as w
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
    'Bij ' || counted(count(distinct w.pupil_id), 'leerling', 'leerlingen') || ' van deze groep '
        || if(count(distinct w.line_name) = 1, 'staat ', 'staan ')
        || lower(enumerated(list(distinct w.line_name order by w.line_name)))
        || ' ' || counted($times, 'keer', 'keer achter elkaar') || ' hoog zonder percentiel: of dat bij de'
        || ' hoogste 10% hoort, is niet te zien.',
    counted($times, 'keer', 'keer achter elkaar') || ' bij de hoogste 10%',
    flatten(list(w.maybe_evidence order by w.newest_day, w.newest_result))
from high as w
join here as h using (pupil_id)
-- A score without a level tells nothing of being high: rule NIV-1 says that of the group.
where w.run < $times and w.maybe_run >= $times and w.newest_level is not null and h.group_id is not null
group by h.group_id
