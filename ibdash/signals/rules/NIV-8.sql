-- rule:       NIV-8
-- nl:         Mogelijk meerbegaafd
-- severity:   kans
-- explains:   Een leerling staat bij rekenen én begrijpend lezen de laatste drie hoofdmeetmomenten (M of
--             E) hoog: een niveauwaarde van 4,5 of hoger waar die is aangeleverd, anders niveau I of I+
--             (een A met een percentiel van 81 of hoger is een I). Een voorbeeld van één school.
-- limits:     level_value double = 4.5 Niveauwaarde; times integer = 3 fixed Keren achter elkaar
-- action:     Onderzoek of deze leerling meer aanbod nodig heeft
-- goes:       een lager resultaat bij rekenen of begrijpend lezen
-- families:   facts
-- source:     signaalregels.csv NIV-8; Beleidsplan begaafdheid IKC Het Festival (S69)
with judged as (
    select
        pupil_id,
        learning_line,
        result_id,
        moment,
        half_year,
        shown_on,
        newest_half - half_year = place - 1 as in_row,
        place,
        coalesce(level_value >= $level_value, top_fifth) as is_high
    from trait_result
    where learning_line in ('rekenen', 'begrijpend lezen') and place <= $times
        and (has_level or level_value is not null)
),
per_line as (
    select
        pupil_id,
        learning_line,
        count(*) filter (in_row and is_high) as sure,
        count(*) filter (in_row and is_high is distinct from false) as possible,
        max(half_year) as newest_half,
        max(shown_on) as newest_day,
        list(moment order by half_year) as moments,
        list({'day': shown_on, 'id': result_id} order by half_year) as results
    from judged
    group by pupil_id, learning_line
),
both_lines as (
    select
        r.pupil_id,
        r.sure = $times and b.sure = $times as is_sure,
        r.moments as rekenen,
        b.moments as reading,
        greatest(r.newest_day, b.newest_day) as newest_day,
        list_sort(r.results || b.results)
            .list_transform(lambda one: {'fact': 'result', 'id': one.id, 'day': one.day}) as evidence
    from per_line as r
    join per_line as b
        on b.pupil_id = r.pupil_id and b.learning_line = 'begrijpend lezen'
        and b.newest_half = r.newest_half
    where r.learning_line = 'rekenen' and r.possible = $times and b.possible = $times
)
select
    p.pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(p.newest_day, $today) as since,
    0::double as weight,
    if(
        p.rekenen = p.reading,
        'Rekenen en begrijpend lezen staan bij ' || enumerated(p.rekenen) || ' allebei hoog.',
        'Rekenen staat bij ' || enumerated(p.rekenen) || ' hoog, en begrijpend lezen bij '
            || enumerated(p.reading) || '.'
    ) as sentence,
    $times || ' keer achter elkaar niveau I of I+, of een niveauwaarde van '
        || dutch_number($level_value) || ' of hoger, bij rekenen en begrijpend lezen' as limit_said,
    p.evidence
from both_lines as p
where p.is_sure
union all
select
    null,
    h.group_id,
    '',
    'too_little',
    null,
    least(max(p.newest_day), $today),
    0,
    'Bij ' || counted(count(*), 'leerling', 'leerlingen') || ' van deze groep staan rekenen en begrijpend'
        || ' lezen ' || $times || ' keer achter elkaar hoog, maar een A zonder percentiel zegt niet of dat'
        || ' niveau I is.',
    $times || ' keer achter elkaar niveau I of I+ bij rekenen en begrijpend lezen',
    flatten(list(p.evidence order by p.pupil_id))
from both_lines as p
join here as h using (pupil_id)
where not p.is_sure and h.group_id is not null
group by h.group_id
