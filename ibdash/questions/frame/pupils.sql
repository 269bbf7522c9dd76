-- question: Which pupils does a school know, and in which group is each now?
-- nl:       Welke leerlingen kent een school, en in welke groep zit elk nu?
-- params:   school_id bigint
-- row:      one per pupil; group_name is of the newest school year of the school, and null for a
--           former pupil (is_former) and for a pupil without a group
-- order:    name, the Dutch way
-- families: facts
with newest as (
    select max(school_year) as school_year
    from placement
    where closed_by is null and school_id = $school_id
),
placed as (
    select
        p.pupil_id,
        arg_max(
            g.name,
            (coalesce(p.is_home, false), coalesce(p.from_on, date '0001-01-01'), p.placement_id)
        ) filter (g.name is not null) as group_name
    from placement as p
    join newest on newest.school_year = p.school_year
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.school_id = $school_id
    group by p.pupil_id
)
select
    pupil.pupil_id,
    pupil.public_key,
    pupil.display_name,
    pupil.call_name,
    pupil.family_name,
    pupil.birth_date,
    placed.group_name,
    placed.pupil_id is null as is_former
from pupil
left join placed on placed.pupil_id = pupil.pupil_id
where pupil.closed_by is null and pupil.school_id = $school_id
order by pupil.sort_name, pupil.birth_date, pupil.pupil_id;
