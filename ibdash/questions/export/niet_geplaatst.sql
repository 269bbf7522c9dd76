-- question: Open table `niet_geplaatst`: which pupils are in no row of `leerlingen`?
-- nl:       Welke leerlingen staan er in de open tabel niet_geplaatst?
-- params:   school_id bigint
-- row:      one per pupil of whom no home group or year group is known
-- order:    school, then pupil
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
    p.entered_on as instroomdatum,
    p.left_on as uitstroomdatum,
    p.start_group_3 as start_groep3,
    p.home_language as thuistaal,
    true as niet_geplaatst,
    if(o.role is null, null, p.system) as bron_systeem,
    o.role as bron_rol
from pupil as p
join pupil_number as n on n.pupil_id = p.pupil_id
join school as s on s.school_id = p.school_id and s.closed_by is null
left join role_of_source as o on o.source = p.system
where p.closed_by is null and ($school_id is null or p.school_id = $school_id)
    and not exists (
        select 1 from placement as l
        left join "group" as g on g.group_id = l.group_id and g.closed_by is null
        where l.pupil_id = p.pupil_id and l.closed_by is null and l.is_home
            and coalesce(g.name, l.year_group) is not null
    )
order by p.school_id, p.sort_name, p.pupil_id;
