-- own_year: one row per pupil who is here and school year of which the year group is known, by the
-- placement, else the career, else the results.  repeats: years that were done again in groep 3 to 8
-- up to and with this one; a longer kleuter time is none.
create or replace temp table own_year as
with told as (
    select 1 as source, p.pupil_id, p.school_year, p.year_group, false as is_marked
    from placement as p
    where p.closed_by is null and p.school_id in (select school_id from asked_school)
    union all
    select 2, c.pupil_id, c.school_year, c.year_group, coalesce(c.particularity = 'doublure', false)
    from career_year as c
    where c.closed_by is null and c.school_id in (select school_id from asked_school)
    union all
    select distinct 3, r.pupil_id, r.school_year, r.year_group, false
    from result as r
    where r.closed_by is null and r.school_id in (select school_id from asked_school) and r.year_group is not null
),
per_year as (
    select
        t.pupil_id,
        left(t.school_year, 4)::integer as begins,
        arg_min(try_cast(t.year_group as integer), t.source)
            filter (try_cast(t.year_group as integer) is not null) as year_group,
        bool_or(t.is_marked) as is_marked
    from told as t
    where t.pupil_id in (select pupil_id from here) and t.school_year is not null
    group by t.pupil_id, left(t.school_year, 4)::integer
),
times_in_group as (
    select
        a.pupil_id,
        a.begins,
        greatest(count(*) - 1, bool_or(b.is_marked)::integer) as again
    from per_year as a
    join per_year as b on b.pupil_id = a.pupil_id and b.begins <= a.begins
    where b.year_group between 3 and 8
    group by a.pupil_id, a.begins, b.year_group
),
counted as (
    select pupil_id, begins, sum(again) as again from times_in_group group by pupil_id, begins
)
select
    y.pupil_id,
    y.begins,
    y.year_group,
    -- The day on which groep 3 began tells of years before the oldest that is known.
    greatest(
        coalesce(c.again, 0),
        coalesce(y.begins - left(school_year_of(h.start_group_3), 4)::integer - (y.year_group - 3), 0)
    )::integer as repeats
from per_year as y
join here as h on h.pupil_id = y.pupil_id
left join counted as c on c.pupil_id = y.pupil_id and c.begins = y.begins
where y.year_group is not null;
