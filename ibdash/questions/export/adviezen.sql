-- question: Open table `adviezen`: which advice for secondary education is there?
-- nl:       Welke adviezen staan er in de open tabel adviezen?
-- params:   school_id bigint
-- row:      one per pupil, kind of advice and day
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    v.school_year as schooljaar,
    v.advice_kind as soort,
    v.advice as advies,
    v.known_on as datum,
    v.profile as profiel,
    v.reasoning as onderbouwing,
    v.secondary_school as vo_school,
    v.oso_status as oso_status,
    v.source_key as bron_id
from school_advice as v
join pupil_number as n on n.pupil_id = v.pupil_id
join school as s on s.school_id = v.school_id and s.closed_by is null
where v.closed_by is null and ($school_id is null or v.school_id = $school_id)
order by v.school_id, v.pupil_id, v.known_on, v.school_advice_id;
