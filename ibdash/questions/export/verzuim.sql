-- question: Open table `verzuim`: who was absent on which day?
-- nl:       Welke verzuimregels staan er in de open tabel verzuim?
-- params:   school_id bigint
-- row:      one per pupil and day or part of it
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    a.absent_on as datum,
    a.day_part as dagdeel,
    a.hours as uren,
    a.absence_kind as soort,
    a.reported_on as gemeld_op,
    a.source_key as bron_id
from absence as a
join pupil_number as n on n.pupil_id = a.pupil_id
join school as s on s.school_id = a.school_id and s.closed_by is null
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.pupil_id, a.absent_on, a.absence_id;
