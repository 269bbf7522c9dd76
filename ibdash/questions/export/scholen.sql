-- question: Open table `scholen`: which schools are there, by BRIN and name?
-- nl:       Welke scholen staan er in de open tabel scholen?
-- params:   school_id bigint
-- row:      one per school that has a name
-- order:    school
-- families: facts
select
    s.brin || coalesce(s.location, '') as brin,
    s.name as schoolnaam
from school as s
where s.closed_by is null and s.name is not null
    and ($school_id is null or s.school_id = $school_id)
order by s.school_id;
