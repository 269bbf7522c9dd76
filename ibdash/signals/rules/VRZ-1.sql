-- rule:       VRZ-1
-- nl:         16 uur ongeoorloofd verzuim in vier weken
-- severity:   actie
-- explains:   Een leerplichtige leerling was in vier schoolweken achter elkaar samen 16 lesuren of meer
--             ongeoorloofd afwezig. Vakanties tellen niet mee. Daarna begint het tellen opnieuw. Zonder
--             schoolkalender of lesuren zegt de regel "te weinig gegevens" bij wie het kan uitmaken.
-- limits:     hours integer = 16 fixed Lesuren;
--             weeks integer = 4 fixed Schoolweken achter elkaar;
--             morning double = 0 Lesuren van een ochtend (0 is onbekend);
--             afternoon double = 0 Lesuren van een middag (0 is onbekend)
-- action:     Meld het verzuim binnen vijf werkdagen bij leerplicht
-- goes:       een melding bij leerplicht op of na die dag (een verwijzing van de soort leerplicht), of een
--             jaar later
-- families:   facts, care
-- source:     signaalregels.csv VRZ-1; Leerplichtwet 1969 art. 21a (S40), DUO over soorten verzuim (S41)
with recursive told as (
    -- at_least counts only what is sure; at_most also what may be, a day of unknown hours as
    -- 8: no primary school has longer days.
    select
        pupil_id,
        absent_on,
        any_value(week) as week,
        bool_and(is_known) as is_known,
        coalesce(sum(said) filter (is_known and is_compulsory), 0) as at_least,
        greatest(coalesce(sum(said), 0), if(bool_or(said is null), 8, 0)) as at_most,
        bool_or(said is null) as lacks_hours,
        bool_or(is_compulsory is null) as lacks_birth,
        list({'fact': 'absence', 'id': absence_id, 'day': absent_on} order by absence_id) as evidence
    from (
        select
            *,
            coalesce(
                hours,
                case day_part
                    when 'o' then nullif($morning, 0)
                    when 'm' then nullif($afternoon, 0)
                    when 'd' then nullif($morning, 0) + nullif($afternoon, 0)
                end
            ) as said
        from absent_part
        where kind = 'ongeoorloofd' and coalesce(is_compulsory, true)
    )
    group by pupil_id, absent_on
),
placed as (
    select *, row_number() over (partition by pupil_id order by absent_on) as place from told
),
ways as (
    select p.*, true as is_sure, p.at_least as counted, $weeks as reach
    from placed as p
    union all
    -- Where the calendar is not known, weeks of holidays (six at most) may lie in between.
    select p.*, false, p.at_most, $weeks + if(p.is_known, 0, 6)
    from placed as p
),
steps as (
    select
        pupil_id,
        is_sure,
        0::bigint as place,
        [null::struct(week bigint, hours double, day date)][:0] as kept,
        null::date as hit_on,
        null::date as first_on,
        0::double as total
    from (select distinct pupil_id, is_sure from ways)
    union all
    select
        pupil_id,
        is_sure,
        place,
        if(total >= $hours, [], kept),
        if(total >= $hours, absent_on, null),
        if(total >= $hours, kept[1].day, null),
        total
    from (
        select
            *,
            coalesce(list_sum(list_transform(kept, lambda one: one.hours)), 0) as total
        from (
            select
                s.pupil_id,
                s.is_sure,
                w.place,
                w.absent_on,
                list_filter(
                    list_append(s.kept, {'week': w.week, 'hours': w.counted::double, 'day': w.absent_on}),
                    lambda one: one.week > w.week - w.reach and one.hours > 0
                ) as kept
            from steps as s
            join ways as w
                on w.pupil_id = s.pupil_id and w.is_sure = s.is_sure and w.place = s.place + 1
        )
    )
),
hits as (
    select
        s.pupil_id,
        bool_or(s.is_sure) as is_sure,
        count(*) filter (s.is_sure) as times,
        -- Sure ones go first; what only may be counts for who has none of those.
        arg_min({'hit_on': s.hit_on, 'first_on': s.first_on, 'total': s.total}, (not s.is_sure, s.hit_on))
            as first
    from steps as s
    left join reported as r on r.pupil_id = s.pupil_id
    where s.hit_on > $today - 365 and s.hit_on > coalesce(r.reported_on, date '0001-01-01')
    group by s.pupil_id
),
chosen as (
    select
        h.pupil_id,
        h.is_sure,
        h.times,
        h.first.hit_on as hit_on,
        h.first.first_on as first_on,
        h.first.total as total,
        count(*) as days,
        list_filter(
            [
                if(bool_or(p.lacks_hours), 'de lesuren', null),
                if(not bool_and(p.is_known), 'de schoolkalender', null),
                if(bool_or(p.lacks_birth), 'de geboortedatum', null)
            ],
            lambda one: one is not null
        ) as lacks,
        flatten(list(p.evidence order by p.absent_on)) as evidence
    from hits as h
    join placed as p
        on p.pupil_id = h.pupil_id and p.absent_on between h.first.first_on and h.first.hit_on
    group by h.pupil_id, h.is_sure, h.times, h.first
)
select
    pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(is_sure, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    hit_on as since,
    times::double as weight,
    if(
        is_sure,
        'Er was ' || dutch_number(total) || ' uur ongeoorloofd verzuim van ' || dutch_day(first_on)
            || ' tot en met ' || dutch_day(hit_on) || ', binnen vier schoolweken.'
            || if(times > 1, ' Daarna werd het nog ' || (times - 1) || ' keer 16 uur.', ''),
        'Van ' || dutch_day(first_on) || ' tot en met ' || dutch_day(hit_on) || ' was er op '
            || counted(days, 'dag', 'dagen') || ' ongeoorloofd verzuim. Of dat samen 16 uur in vier'
            || ' schoolweken is, is niet te zeggen: ' || enumerated(lacks)
            || if(len(lacks) = 1 and lacks[1] <> 'de lesuren', ' ontbreekt.', ' ontbreken.')
    ) as sentence,
    $hours || ' uur in ' || $weeks || ' schoolweken' as limit_said,
    evidence
from chosen
