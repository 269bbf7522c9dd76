-- question: Which schools are in the store?
-- nl:       Welke scholen staan in de gegevens?
-- row:      one per school; brin is with its location ("99ZZ00"), null where there is none
-- order:    name, location
-- families: facts
select
    school_id,
    public_key,
    coalesce(name, brin, 'Onze school') as name,
    location,
    brin || coalesce(location, '') as brin
from school
where closed_by is null
order by lower(coalesce(name, brin, 'Onze school')), location, school_id;
