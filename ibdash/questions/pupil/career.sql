-- question: In which year groups was a pupil, school year by school year, and at which school?
-- nl:       In welke jaargroepen zat een leerling, per schooljaar, en op welke school?
-- params:   school_id bigint, pupil_id bigint
-- row:      one per school year and place: a home group here (is_here), or a year at another school as
--           that school tells it.  is_repeated: the year group stood in an earlier school year too
-- order:    school year, the other school first
-- families: facts, care
with stood as (
    select
        p.school_year, p.year_group, g.name as group_name, true as is_here, null::varchar as at_name,
        p.from_on, null::varchar as particularity
    from placement as p
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.school_id = $school_id and p.pupil_id = $pupil_id
        and coalesce(p.is_home, true)
    union all
    -- A former school tells of this one too, once a pupil came back or the file is our own.
    select
        c.school_year, c.year_group, c.group_name, false, coalesce(c.at_name, c.at_brin), c.from_on,
        c.particularity
    from career_year as c
    where c.closed_by is null and c.pupil_id = $pupil_id
        and not exists (
            select 1 from school as s
            where s.school_id = $school_id and s.closed_by is null and s.brin = c.at_brin
        )
)
select
    s.school_year,
    s.year_group,
    s.group_name,
    s.is_here,
    s.at_name,
    s.particularity,
    exists (
        select 1 from stood as e
        where e.school_year < s.school_year and e.year_group = s.year_group
    ) as is_repeated
from stood as s
order by s.school_year, s.is_here, s.from_on nulls last, s.group_name;
