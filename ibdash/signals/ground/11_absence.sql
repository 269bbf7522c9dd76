-- absent_part: one row per absence of a pupil who is here, on a day with school up to the day; of one
-- kind on one day a whole day goes before its parts.  is_compulsory: from the first school day of the
-- month after the fifth birthday (Leerplichtwet art. 3); null where the birth date is not known.
create or replace temp table absent_part as
select
    a.absence_id,
    a.pupil_id,
    a.absent_on,
    a.absence_kind as kind,
    a.day_part,
    a.hours,
    s.week,
    s.number,
    s.is_known,
    school_year_of(a.absent_on) as school_year,
    a.absent_on >= date_trunc('month', h.birth_date + interval 5 year) + interval 1 month as is_compulsory
from absence as a
join here as h on h.pupil_id = a.pupil_id
join school_day as s
    on s.school_id = h.school_id and s.year_group is not distinct from h.year_group
    and s.day = a.absent_on
where a.closed_by is null and a.absent_on <= $today
qualify a.day_part = 'd'
    or not coalesce(
        bool_or(a.day_part = 'd') over (partition by a.pupil_id, a.absent_on, a.absence_kind), false
    );
-- absent_day: the same, one row per pupil, kind and day.  is_whole: null where only hours are known,
-- and no fewer than the three of a short day.  spell: the first day of the school days in a row, of
-- this kind, that it is one of.  wide_spell: the same where gaps of two weeks or less do not count as
-- long as the school calendar is not known: those may be holidays.
create or replace temp table absent_day as
with daily as (
    select
        pupil_id,
        kind,
        absent_on,
        any_value(week) as week,
        any_value(number) as number,
        any_value(is_known) as is_known,
        any_value(school_year) as school_year,
        any_value(is_compulsory) as is_compulsory,
        case
            when bool_or(day_part = 'd') or (bool_or(day_part = 'o') and bool_or(day_part = 'm')) then true
            when bool_or(day_part is null) and coalesce(sum(hours), 3) >= 3 then null
            else false
        end as is_whole,
        list({'fact': 'absence', 'id': absence_id, 'day': absent_on} order by absence_id) as evidence
    from absent_part
    group by pupil_id, kind, absent_on
),
stepped as (
    select *, number - lag(number) over (partition by pupil_id, kind order by number) as step
    from daily
),
chained as (
    select
        *,
        count(*) filter (step > 1) over line as apart,
        count(*) filter (step > if(is_known, 1, 11)) over line as wide_apart
    from stepped
    window line as (partition by pupil_id, kind order by number)
)
select
    * exclude (step, apart, wide_apart),
    min(absent_on) over (partition by pupil_id, kind, apart) as spell,
    min(absent_on) over (partition by pupil_id, kind, wide_apart) as wide_spell
from chained;
-- reported: the last day on which absence of a pupil was reported to the leerplichtambtenaar.
create or replace temp table reported as
select pupil_id, max(requested_on) as reported_on
from referral
where closed_by is null and school_id in (select school_id from asked_school) and referral_kind = 'leerplicht'
    and requested_on <= $today
group by pupil_id;
