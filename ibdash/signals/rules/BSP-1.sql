-- rule:       BSP-1
-- nl:         Te lang niet besproken
-- severity:   aandacht
-- explains:   Een leerling met een hoog ondersteuningsniveau is een ronde lang niet besproken. Een
--             bespreking van de groep telt mee. Zegt het niveau geen nummer, dan zegt de regel "te
--             weinig gegevens".
-- limits:     level double = 3 Vanaf dit ondersteuningsniveau;
--             weeks integer = 10 Weken zonder bespreking
-- action:     Zet de leerling op de lijst van de volgende bespreking
-- goes:       een bespreking van de leerling of de groep, of een lager ondersteuningsniveau
-- families:   facts, care
-- source:     signaalregels.csv BSP-1; drie tot vier rondes in een jaar (S73, S75)
with known as (
    select pupil_id, level, since, evidence, true as is_sure from supported($level)
),
found as (
    select * from known
    union all
    select
        pupil_id,
        arg_max(level, coalesce(from_on, date '0001-01-01')),
        min(from_on),
        list({'fact': 'support_level', 'id': support_level_id, 'day': from_on} order by from_on),
        false
    from support
    where is_now and number is null and pupil_id not in (select pupil_id from known)
    group by pupil_id
),
talks as (
    select
        pupil_id,
        max(day) as last_on,
        arg_max({'fact': fact, 'id': id, 'day': day}, day) as last,
        arg_max(is_open, (day, is_open)) as is_open
    from discussed
    group by pupil_id
),
told as (
    select
        f.*,
        t.last_on,
        t.last,
        coalesce(t.is_open, false) as is_open,
        greatest(t.last_on, f.since, h.entered_on) + 7 * $weeks as until_on
    from found as f
    join here as h on h.pupil_id = f.pupil_id
    left join talks as t on t.pupil_id = f.pupil_id
)
select
    pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(is_sure and until_on is not null, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    until_on + 1 as since,
    0::double as weight,
    case
        when last_on is null then 'Er is nog geen bespreking geweest.'
        when is_open then 'De laatste bespreking was op ' || dutch_day(last_on) || '.'
        else 'De laatste bespreking is meer dan ' || counted($weeks, 'week', 'weken') || ' geleden.'
    end
        || case
            when not is_sure
                then ' Of ' || level || ' een niveau is waarbij dat vaker hoort, blijkt niet uit de naam.'
            when until_on is null
                then ' Sinds wanneer ' || level || ' geldt ontbreekt, dus hoelang dat duurt is niet te zeggen.'
            else ' Bij ' || level || ' is dat langer dan ' || counted($weeks, 'week', 'weken') || '.'
        end as sentence,
    'langer dan ' || counted($weeks, 'week', 'weken') || ', vanaf niveau ' || dutch_number($level) as limit_said,
    list_concat(evidence, if(is_open, [last], [])) as evidence
from told
where until_on is null or until_on < $today
