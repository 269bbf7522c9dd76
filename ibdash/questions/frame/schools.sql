-- question: Which schools are in the store?
-- nl:       Welke scholen staan in de gegevens?
-- row:      one per school
-- order:    name, location
-- families: facts
select
    school_id,
    public_key,
    coalesce(name, brin, 'Onze school') as name,
    location
from school
where closed_by is null
order by lower(coalesce(name, brin, 'Onze school')), location, school_id;
