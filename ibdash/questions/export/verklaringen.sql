-- question: Open table `verklaringen`: which TLVs and decisions on LWOO do pupils have?
-- nl:       Welke toelaatbaarheidsverklaringen staan er in de open tabel verklaringen?
-- params:   school_id bigint
-- row:      one per TLV or decision on LWOO
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    d.declaration_kind as soort,
    d.number as nummer,
    d.swv_number as swv_nummer,
    d.category as categorie,
    d.from_on as vanaf,
    d.until_on as tot
from declaration as d
join pupil_number as n on n.pupil_id = d.pupil_id
join school as s on s.school_id = d.school_id and s.closed_by is null
where d.closed_by is null and ($school_id is null or d.school_id = $school_id)
order by d.school_id, d.pupil_id, d.from_on, d.declaration_id;
