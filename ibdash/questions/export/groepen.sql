-- question: Open table `groepen`: which groups are there, also those without pupils?
-- nl:       Welke groepen staan er in de open tabel groepen?
-- params:   school_id bigint
-- row:      one per group and school year
-- order:    school, then school year, then group
-- families: facts
select
    s.brin || coalesce(s.location, '') as brin,
    g.name as groep,
    g.school_year as schooljaar,
    g.year_group as jaargroep,
    g.is_composite as samengesteld
from "group" as g
join school as s on s.school_id = g.school_id and s.closed_by is null
where g.closed_by is null and g.name is not null
    and ($school_id is null or g.school_id = $school_id)
order by g.school_id, g.school_year, g.is_composite, g.name, g.group_id;
