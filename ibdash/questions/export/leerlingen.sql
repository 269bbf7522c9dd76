-- question: Open table `leerlingen`: which pupils were in which home group or year group?
-- nl:       Welke leerlingen staan er in de open tabel leerlingen?
-- params:   school_id bigint
-- row:      one per pupil and school year with a home group or a year group
-- order:    school, then school year, then pupil
-- families: facts
with
-- What kind of source each system is, as the files that came say it, or an earlier export in them.
role_of_source as (
    select source, arg_max(role, change_id) as role
    from (
        select source, role, change_id from intake
        union all
        select system, source_role, opened_by from pupil where source_role is not null
    )
    group by source
)
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    p.call_name as roepnaam,
    p.prefix as tussenvoegsel,
    p.family_name as achternaam,
    p.birth_date as geboortedatum,
    p.gender as geslacht,
    l.school_year as schooljaar,
    g.name as groep,
    l.year_group as jaargroep,
    p.entered_on as instroomdatum,
    p.left_on as uitstroomdatum,
    p.start_group_3 as start_groep3,
    p.home_language as thuistaal,
    if(o.role is null, null, p.system) as bron_systeem,
    o.role as bron_rol
from placement as l
join pupil as p on p.pupil_id = l.pupil_id and p.closed_by is null
join pupil_number as n on n.pupil_id = l.pupil_id
join school as s on s.school_id = l.school_id and s.closed_by is null
left join role_of_source as o on o.source = p.system
left join "group" as g on g.group_id = l.group_id and g.closed_by is null
where l.closed_by is null and l.is_home and coalesce(g.name, l.year_group) is not null
    and ($school_id is null or l.school_id = $school_id)
order by l.school_id, l.school_year, p.sort_name, l.pupil_id;
