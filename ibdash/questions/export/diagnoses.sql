-- question: Open table `diagnoses`: which diagnoses do pupils have?
-- nl:       Welke diagnoses staan er in de open tabel diagnoses?
-- params:   school_id bigint
-- row:      one per diagnosis
-- order:    school, then pupil
-- families: care
-- restricted: yes
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    d.codes as codes,
    d.name as omschrijving,
    d.made_on as gesteld_op,
    d.made_by as door,
    d.institution as instantie,
    d.source_key as bron_id
from diagnosis as d
join pupil_number as n on n.pupil_id = d.pupil_id
join school as s on s.school_id = d.school_id and s.closed_by is null
where d.closed_by is null and ($school_id is null or d.school_id = $school_id)
order by d.school_id, d.pupil_id, d.made_on, d.diagnosis_id;
