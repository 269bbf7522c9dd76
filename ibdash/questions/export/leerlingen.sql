-- question: Open table `leerlingen`: which pupils were in which home group or year group?
-- nl:       Welke leerlingen staan er in de open tabel leerlingen?
-- params:   school_id bigint
-- row:      one per pupil and school year with a home group or a year group
-- order:    school, then school year, then pupil
-- families: facts
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
    p.home_language as thuistaal
from placement as l
join pupil as p on p.pupil_id = l.pupil_id and p.closed_by is null
join pupil_number as n on n.pupil_id = l.pupil_id
join school as s on s.school_id = l.school_id and s.closed_by is null
left join "group" as g on g.group_id = l.group_id and g.closed_by is null
where l.closed_by is null and l.is_home and coalesce(g.name, l.year_group) is not null
    and ($school_id is null or l.school_id = $school_id)
order by l.school_id, l.school_year, p.sort_name, l.pupil_id;
