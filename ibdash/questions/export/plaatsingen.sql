-- question: Open table `plaatsingen`: which pupils were in which home and composite groups, and when?
-- nl:       Welke plaatsingen van leerlingen staan er in de open tabel plaatsingen?
-- params:   school_id bigint
-- row:      one per pupil and school year for the home group or the year without one; and one per
--           composite group
-- order:    school, then school year, then pupil
-- families: facts
with
-- What kind of source each system is, as the files that came say it, or an earlier export in them.
role_of_source as (
    select source, arg_max(role, change_id) as role
    from (
        select source, role, change_id from intake
        union all
        select system, source_role, opened_by from placement where source_role is not null
    )
    group by source
)
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    l.school_year as schooljaar,
    g.name as groep,
    l.year_group as jaargroep,
    not l.is_home as samengesteld,
    l.from_on as van,
    l.until_on as tot,
    if(o.role is null, null, l.system) as bron_systeem,
    o.role as bron_rol
from placement as l
join pupil_number as n on n.pupil_id = l.pupil_id
join school as s on s.school_id = l.school_id and s.closed_by is null
left join role_of_source as o on o.source = l.system
left join "group" as g on g.group_id = l.group_id and g.closed_by is null
where l.closed_by is null and (l.is_home or g.name is not null)
    and ($school_id is null or l.school_id = $school_id)
order by l.school_id, l.school_year, l.pupil_id, l.is_home desc, g.name, l.placement_id;
