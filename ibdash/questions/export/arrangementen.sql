-- question: Open table `arrangementen`: which arrangements did former schools deliver?
-- nl:       Welke arrangementen staan er in de open tabel arrangementen?
-- params:   school_id bigint
-- row:      one per arrangement
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    a.arrangement_kind as soort,
    a.number as nummer,
    a.description as omschrijving,
    a.from_on as vanaf,
    a.until_on as tot,
    a.at_brin as bij_brin,
    a.at_location as bij_locatie
from arrangement as a
join pupil_number as n on n.pupil_id = a.pupil_id
join school as s on s.school_id = a.school_id and s.closed_by is null
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.pupil_id, a.from_on, a.arrangement_id;
