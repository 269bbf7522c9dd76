-- question: Open table `capaciteit`: which capacity (intelligence) tests are there, with their parts?
-- nl:       Welke capaciteitstesten staan er in de open tabel capaciteit?
-- params:   school_id bigint
-- row:      one per test and one per part of it; onderdeel is empty for the whole
-- order:    school, then pupil
-- families: care
-- restricted: yes
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    c.test_code as toetscode,
    c.test as toets,
    c.part as onderdeel,
    c.taken_on as afnamedatum,
    c.year_group as jaargroep,
    c.iq as iq,
    c.qualification as kwalificatie,
    c.ability_score as vaardigheidsscore,
    c.raw_score as ruwe_score,
    c.bound_low as ondergrens,
    c.bound_high as bovengrens,
    c.taken_by as door,
    c.comment as opmerking,
    c.source_key as bron_id
from capacity as c
join pupil_number as n on n.pupil_id = c.pupil_id
join school as s on s.school_id = c.school_id and s.closed_by is null
where c.closed_by is null and ($school_id is null or c.school_id = $school_id)
order by c.school_id, c.pupil_id, c.taken_on, c.test, c.part, c.capacity_id;
