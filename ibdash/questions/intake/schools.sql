-- question: By which key can a file be said to be of a school?
-- nl:       Hoe kan worden aangegeven van welke school een bestand is?
-- row:      one per school; key is its BRIN with the location where that is known ("99ZZ00"), or,
--           for a school without a BRIN, its public key
-- order:    name, brin
-- families: facts
select
    coalesce(brin || coalesce(location, ''), public_key) as key,
    brin || coalesce(location, '') as brin,
    coalesce(name, brin, 'School zonder naam') as name
from school
where closed_by is null
order by lower(coalesce(name, brin)), brin, location;
