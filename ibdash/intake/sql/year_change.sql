-- What became of the pupils of the year before, now that the new year's list is written.
-- `reading` is one row; `year_rule` holds the cases of domain/year_change.py.  The newest row of
-- `change` is the change that is being made.

-- step: year_pair: per school of the file its newest year and the year before, where pupils of that
-- year were known.  is_first: nobody was placed in the new year yet.
create or replace temp table year_pair as
with named as (
    select
        school_id,
        max(school_year) as school_year,
        (max(left(school_year, 4)::integer) - 1) || '-' || max(left(school_year, 4)) as year_before
    from incoming_placement
    where school_year is not null
    group by school_id
),
known as (
    select distinct p.school_id, p.school_year
    from placement as p
    cross join (select max(change_id) as change_id from change) as c
    where p.opened_by < c.change_id and coalesce(p.closed_by, c.change_id) = c.change_id
)
select
    n.*,
    make_date(left(n.school_year, 4)::integer, 8, 1) as begins_on,
    not exists (
        select 1 from known as k
        where k.school_id = n.school_id and k.school_year = n.school_year
    ) as is_first
from named as n
where exists (
    select 1 from known as k where k.school_id = n.school_id and k.school_year = n.year_before
);

-- step: year_move: one row per pupil of either year; the year group is that of the home group
create or replace temp table year_move as
with placed as (
    select
        p.school_id, p.pupil_id, p.school_year,
        arg_max(coalesce(p.year_group, ''), (coalesce(p.is_home, false), p.placement_id))
            as year_group,
        arg_max(g.name, (coalesce(p.is_home, false), p.placement_id))
            filter (g.name is not null) as group_name
    from placement as p
    join year_pair as y
        on y.school_id = p.school_id and p.school_year in (y.school_year, y.year_before)
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null
    group by p.school_id, p.pupil_id, p.school_year
),
beside as (
    select y.school_id, y.begins_on, p.pupil_id,
        any_value(p.year_group) filter (p.school_year = y.year_before) as before,
        any_value(p.group_name) filter (p.school_year = y.year_before) as group_before,
        any_value(p.year_group) filter (p.school_year = y.school_year) as after,
        any_value(p.group_name) filter (p.school_year = y.school_year) as group_after
    from placed as p
    join year_pair as y using (school_id)
    group by y.school_id, y.begins_on, p.pupil_id
)
select
    b.school_id, b.pupil_id, b.before, b.group_before, b.group_after, r.kind,
    pupil.display_name, pupil.call_name, pupil.family_name, pupil.sort_name, pupil.match_name
from beside as b
join pupil on pupil.pupil_id = b.pupil_id and pupil.closed_by is null
join year_rule as r
    on r.before = coalesce(b.before, '-')
    and r.after = if(coalesce(pupil.left_on < b.begins_on, false), '-', coalesce(b.after, '-'))
    and r.has_left = (pupil.left_on is not null);

-- step: year_listed: the pupils who did not simply move on
create or replace temp table year_listed as
select
    m.pupil_id, m.display_name, m.call_name, m.family_name, m.kind, m.group_before,
    m.group_after,
    m.kind = 'missing' and exists (
        select 1 from year_move as c
        where c.kind = 'came' and c.school_id = m.school_id and c.match_name = m.match_name
    ) as has_namesake
from year_move as m
left join memory.main.year_group as r on r.code = m.before
where m.kind <> 'moved_on'
order by r.sort nulls last, m.group_before nulls last, m.sort_name, m.pupil_id;

-- step: notice_older_year: the list of a year that came after the list of the year that follows it
insert into notice
select 'placement', 0, 'info',
    'Dit is de lijst van ' || n.school_year || ', terwijl die van ' || n.year_after
        || ' er al is; de jaren zijn nog niet vergeleken',
    'Neem het bestand van ' || n.year_after
        || ' nog eens over: dan vraagt ibdash wie er van school is'
from (
    select
        school_id,
        max(school_year) as school_year,
        (max(left(school_year, 4)::integer) + 1) || '-' || (max(left(school_year, 4)::integer) + 2)
            as year_after
    from incoming_placement
    where school_year is not null
    group by school_id
) as n
cross join (select max(change_id) as change_id from change) as c
where exists (
        select 1 from placement as p
        where p.closed_by is null and p.school_id = n.school_id and p.school_year = n.year_after
            and p.opened_by < c.change_id
    )
    and not exists (
        select 1 from placement as p
        where p.school_id = n.school_id and p.school_year = n.school_year
            and p.opened_by < c.change_id
    );
