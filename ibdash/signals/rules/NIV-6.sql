-- rule:       NIV-6
-- nl:         Verschil tussen leerlijnen
-- severity:   aandacht
-- explains:   Op hetzelfde hoofdmeetmoment (M of E) liggen het hoogste en het laagste niveau van een
--             leerling twee of meer niveaus uit elkaar. Alleen niveaus van dezelfde schaal worden
--             vergeleken; I+ en V− tellen alleen apart als beide toetsen die niveaus kennen.
-- limits:     ranks integer = 2 Niveaus verschil
-- action:     Zoek uit waarom deze leerlijn achterblijft bij de andere
-- goes:       een kleiner verschil op het volgende hoofdmeetmoment
-- families:   facts
-- source:     signaalregels.csv NIV-6; RID, rekenachterstand of dyscalculie (S59a)
with newest as (
    select pupil_id, max(half_year) as half_year
    from trait_result
    where learning_line <> 'sociaal-emotioneel' and level_rank is not null
    group by pupil_id
),
leveled as (
    select r.*
    from trait_result as r
    join newest as n on n.pupil_id = r.pupil_id and n.half_year = r.half_year
    where r.learning_line <> 'sociaal-emotioneel' and r.level_rank is not null
),
pair as (
    select
        high.pupil_id,
        high.own_moment as moment,
        high.line_name as high_line,
        high.level as high_level,
        high.result_id as high_id,
        high.shown_on as high_day,
        low.line_name as low_line,
        low.level as low_level,
        low.result_id as low_id,
        low.shown_on as low_day,
        if(
            high.tells_apart and low.tells_apart,
            high.level_rank - low.level_rank,
            high.plain_rank - low.plain_rank
        ) as ranks
    from leveled as high
    join leveled as low
        on low.pupil_id = high.pupil_id
        and low.level_scale = high.level_scale
        and low.own_moment = high.own_moment
    where high.level_rank > low.level_rank
)
select
    p.pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(greatest(p.high_day, p.low_day), $today) as since,
    p.ranks::double as weight,
    'Bij ' || p.moment || ' is ' || lower(p.high_line) || ' niveau ' || shown_level(p.high_level) || ' en '
        || lower(p.low_line) || ' niveau ' || shown_level(p.low_level) || ': ' || p.ranks
        || ' niveaus verschil.' as sentence,
    greatest(2, $ranks) || ' niveaus verschil op hetzelfde moment' as limit_said,
    list_sort([
        {'day': p.high_day, 'id': p.high_id},
        {'day': p.low_day, 'id': p.low_id}
    ]).list_transform(lambda one: {'fact': 'result', 'id': one.id, 'day': one.day}) as evidence
from pair as p
where p.ranks >= greatest(2, $ranks)
qualify row_number() over (
    partition by p.pupil_id order by p.ranks desc, p.low_line, p.high_line
) = 1
