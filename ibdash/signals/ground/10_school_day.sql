-- school_day: one row per school, year group and day with school, from two school years ago to the end of this
-- one.  Weekends and the days of the school calendar are none.  week: the school weeks counted on, a
-- week without a day of school is not one; number: the days counted on.  is_known: the school
-- calendar has a holiday in that school year; without it every weekday stands here.
create or replace temp table school_day as
with year_groups as (
    select distinct school_id, year_group from here
),
days as (
    select unnest(
        generate_series(
            make_date(year($today) - 2 - (month($today) < 8)::integer, 8, 1),
            make_date(year($today) + 1 - (month($today) < 8)::integer, 7, 31),
            interval 1 day
        )
    )::date as day
),
free as (
    select school_id, from_on, coalesce(until_on, from_on) as until_on, calendar_kind, year_group
    from school_calendar
    where closed_by is null and school_id in (select school_id from asked_school)
),
known as (
    select distinct g.school_id, g.year_group, school_year_of(f.from_on) as school_year
    from year_groups as g
    join free as f
        on f.school_id = g.school_id and (f.year_group is null or f.year_group = g.year_group)
    where f.calendar_kind = 'vakantie'
)
select
    g.school_id,
    g.year_group,
    d.day,
    dense_rank() over (
        partition by g.school_id, g.year_group order by date_trunc('week', d.day)
    ) as week,
    row_number() over (partition by g.school_id, g.year_group order by d.day) as number,
    k.school_year is not null as is_known
from year_groups as g
cross join days as d
left join known as k
    on k.school_id = g.school_id and k.year_group is not distinct from g.year_group
    and k.school_year = school_year_of(d.day)
where isodow(d.day) <= 5
    and not exists (
        select 1 from free as f
        where f.school_id = g.school_id and d.day between f.from_on and f.until_on
            and (f.year_group is null or f.year_group = g.year_group)
    );
