-- rule:       NIV-3
-- nl:         Niveaudaling
-- severity:   aandacht
-- explains:   Waar scores ontbreken, staat een leerling op een leerlijn twee of meer niveaus lager dan
--             op het vorige hoofdmeetmoment (M of E), met dezelfde toets, niveauschaal en normversie. Eén
--             niveau lager is nooit een signaal, want dat gebeurt vaak door toeval.
-- limits:     ranks integer = 2 Niveaus lager
-- action:     Kijk naar het werk van de leerling en naar de afname
-- goes:       een nieuw resultaat dat niet zoveel lager is dan het vorige
-- families:   facts
-- source:     signaalregels.csv NIV-3; methods.md 4.2 en 5
with step as (
    select
        a.pupil_id,
        a.learning_line,
        a.line_name,
        a.result_id,
        a.moment,
        a.level,
        a.shown_on,
        b.result_id as old_id,
        b.moment as old_moment,
        b.level as old_level,
        b.shown_on as old_day,
        b.level_rank - a.level_rank as ranks,
        a.half_year - b.half_year as halves,
        a.half_year,
        if(a.half_year % 2 = 1, 'M', 'E') as missing_part,
        y.year_group as missing_group
    from trait_result as a
    join trait_result as b
        on b.pupil_id = a.pupil_id and b.learning_line = a.learning_line and b.place = 2
    left join own_year as y on y.pupil_id = a.pupil_id and y.begins = (a.half_year - 1) // 2
    where a.place = 1
        and a.learning_line <> 'sociaal-emotioneel'
        and a.level_scale = b.level_scale
        and a.scale = b.scale
        and a.norm_version is not distinct from b.norm_version
        and (a.score is null or b.score is null)
        and b.level_rank - a.level_rank >= greatest(2, $ranks)
)
select
    s.pupil_id,
    null::bigint as group_id,
    s.learning_line as subject,
    if(s.halves = 1, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    least(s.shown_on, $today) as since,
    s.ranks::double as weight,
    if(
        s.halves = 1,
        s.line_name || ' ging van niveau ' || shown_level(s.old_level) || ' bij ' || s.old_moment
            || ' naar niveau ' || shown_level(s.level) || ' bij ' || s.moment || ': '
            || s.ranks || ' niveaus lager.',
        s.line_name || ' was bij ' || s.old_moment || ' niveau ' || shown_level(s.old_level)
            || ' en is bij ' || s.moment || ' niveau ' || shown_level(s.level) || '. Het hoofdmeetmoment'
            || ' ertussen' || coalesce(' (' || s.missing_part || s.missing_group || ')', '')
            || ' ontbreekt, dus of dit een daling in een half jaar is, is niet te zeggen.'
    ) as sentence,
    greatest(2, $ranks) || ' niveaus lager dan het vorige hoofdmeetmoment' as limit_said,
    [
        {'fact': 'result', 'id': s.old_id, 'day': s.old_day},
        {'fact': 'result', 'id': s.result_id, 'day': s.shown_on}
    ] as evidence
from step as s
where s.halves <= 2
