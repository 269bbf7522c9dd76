-- question: Who are the pupils of a school, by their own number and group on a day?
-- nl:       Wie zijn de leerlingen van een school, met hun eigen nummer en groep?
-- params:   school_id bigint, today date
-- row:      one per pupil; number: the key of its source; group_id and group_name of this school year,
--           else of the newest that has begun
-- order:    pupil
-- families: facts
with placed as (
    select
        p.pupil_id,
        left(p.school_year, 4)::integer as begins,
        arg_max(
            p.group_id,
            (coalesce(p.is_home, false), coalesce(p.from_on, date '0001-01-01'), p.placement_id)
        ) filter (p.group_id is not null) as group_id
    from placement as p
    where p.closed_by is null and p.school_id = $school_id
    group by p.pupil_id, p.school_year
),
this_year as (
    select coalesce(
        max(begins) filter (begins <= year($today) - (month($today) < 8)::integer), min(begins)
    ) as begins
    from placed
)
select
    pupil.pupil_id,
    pupil.public_key,
    pupil.display_name,
    pupil.call_name,
    pupil.family_name,
    n.number,
    p.group_id,
    g.name as group_name
from pupil
left join pupil_number as n on n.pupil_id = pupil.pupil_id
left join placed as p on p.pupil_id = pupil.pupil_id and p.begins = (select begins from this_year)
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where pupil.closed_by is null and pupil.school_id = $school_id
order by pupil.pupil_id;
