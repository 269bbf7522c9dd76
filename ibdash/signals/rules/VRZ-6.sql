-- rule:       VRZ-6
-- nl:         Vaak te laat
-- severity:   aandacht
-- explains:   Een leerling is in de laatste vier schoolweken drie keer of vaker te laat of ongeoorloofd
--             afwezig. Van ongeoorloofd verzuim telt een dag als een keer.
-- limits:     times integer = 3 Keren te laat of ongeoorloofd;
--             weeks integer = 4 Schoolweken achter elkaar
-- action:     Voer een gesprek met de ouders
-- goes:       minder dan dat aantal in de laatste schoolweken
-- families:   facts, care
-- source:     signaalregels.csv VRZ-6; factsheet Profi Pendi (S46)
with times as (
    -- One row a time: coming too late, or a day of unauthorised absence.
    select
        pupil_id,
        absent_on,
        any_value(week) as week,
        any_value(is_known) as is_known,
        list({'fact': 'absence', 'id': absence_id, 'day': absent_on} order by absence_id) as evidence
    from absent_part
    where kind in ('te_laat', 'ongeoorloofd')
    group by pupil_id, absent_on, kind, if(kind = 'te_laat', absence_id, 0)
),
this_week as (
    select h.pupil_id, max(s.week) as week
    from here as h
    join school_day as s
        on s.school_id = h.school_id and s.year_group is not distinct from h.year_group
        and s.day <= $today
    group by h.pupil_id
),
weeks as (
    -- The weeks up to this one in which the limit was reached by what happened in the last four.
    select
        w.pupil_id,
        w.week,
        list(t.absent_on order by t.absent_on)[$times] as reached_on,
        count(*) as times
    from (
        select w.pupil_id, unnest(generate_series(w.week - 60, w.week)) as week
        from this_week as w
        where w.pupil_id in (select pupil_id from times)
    ) as w
    -- Where the calendar is not known, weeks of holidays (six at most) may lie in between.
    join times as t
        on t.pupil_id = w.pupil_id
        and t.week <= w.week
        and t.week > w.week - $weeks - if(t.is_known, 0, 6)
    group by w.pupil_id, w.week
    having count(*) >= $times
),
runs as (
    select
        pupil_id,
        max(week) as week,
        min_by(reached_on, week) as since
    from (
        select *, week - row_number() over (partition by pupil_id order by week) as island from weeks
    )
    group by pupil_id, island
)
select
    r.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(bool_and(t.is_known), 'signal', 'too_little') as outcome,
    null::varchar as severity,
    r.since,
    if(bool_and(t.is_known), count(*), 0)::double as weight,
    'Te laat of ongeoorloofd afwezig: ' || counted(count(*), 'keer', 'keer')
        || ' van ' || dutch_day(min(t.absent_on)) || ' tot en met ' || dutch_day(max(t.absent_on))
        || if(
            bool_and(t.is_known),
            '.',
            '. Of dat in vier schoolweken was, is niet te zeggen: de schoolkalender ontbreekt.'
        ) as sentence,
    $times || ' keer in ' || $weeks || ' schoolweken' as limit_said,
    flatten(list(t.evidence order by t.absent_on)) as evidence
from runs as r
join this_week as w on w.pupil_id = r.pupil_id and w.week = r.week
join times as t
    on t.pupil_id = r.pupil_id and t.week > r.week - $weeks - if(t.is_known, 0, 6)
group by r.pupil_id, r.since
