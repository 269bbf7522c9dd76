-- question: Open table `personeel`: who works at the school, and which groups do they have?
-- nl:       Welke medewerkers staan er in de open tabel personeel?
-- params:   school_id bigint
-- row:      one per person and group, one for who has no group
-- order:    school, then name
-- families: facts
with person as (
    select
        t.*,
        -- A key that two systems give to two people goes with the name of its system before it.
        if(
            count(*) over (partition by t.school_id, t.key) > 1 and t.system <> 'open',
            t.system || ':' || t.key, t.key
        ) as number
    from staff as t
    where t.closed_by is null
),
having_group as (
    select t.staff_id, g.name, g.school_year, g.is_composite, t.role
    from staff_group as t
    join "group" as g on g.group_id = t.group_id and g.closed_by is null and g.name is not null
    where t.closed_by is null
)
select
    s.brin || coalesce(s.location, '') as brin,
    p.number as medewerker_id,
    p.call_name as roepnaam,
    p.prefix as tussenvoegsel,
    -- Of who was taken in before the parts of a name were kept, the whole name is the surname.
    if(p.call_name is null and p.family_name is null, p.display_name, p.family_name) as achternaam,
    p.role as rol,
    p.role_text as functie,
    h.name as groep,
    h.school_year as schooljaar,
    h.is_composite as samengesteld,
    h.role as rol_in_groep
from person as p
join school as s on s.school_id = p.school_id and s.closed_by is null
left join having_group as h on h.staff_id = p.staff_id
where $school_id is null or p.school_id = $school_id
order by p.school_id, p.sort_name, p.number, h.school_year, h.name, h.role;
