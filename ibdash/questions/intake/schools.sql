-- question: By which BRIN and location does the store know its schools?
-- row:      one per school with a BRIN; brin is with its location where that is known ("99ZZ00")
-- order:    name, brin
-- families: facts
select
    brin || coalesce(location, '') as brin,
    coalesce(name, brin) as name
from school
where closed_by is null and brin is not null
order by lower(coalesce(name, brin)), brin, location;
