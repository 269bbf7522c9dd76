-- question: Open table `ondersteuning`: which support levels did pupils have, and when?
-- nl:       Welke ondersteuningsniveaus staan er in de open tabel ondersteuning?
-- params:   school_id bigint
-- row:      one per pupil, level and period
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    c.level as niveau,
    c.phase as fase,
    c.from_on as vanaf,
    c.until_on as tot,
    c.reason as reden,
    c.source_key as bron_id
from support_level as c
join pupil_number as n on n.pupil_id = c.pupil_id
join school as s on s.school_id = c.school_id and s.closed_by is null
where c.closed_by is null and ($school_id is null or c.school_id = $school_id)
order by c.school_id, c.pupil_id, c.from_on, c.support_level_id;
