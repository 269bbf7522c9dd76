-- question: Open table `loopbaan`: in which school years was a pupil where?
-- nl:       Welke schooljaren van leerlingen staan er in de open tabel loopbaan?
-- params:   school_id bigint
-- row:      one per pupil, school year and school
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    y.school_year as schooljaar,
    y.year_group as jaargroep,
    y.group_name as groep,
    y.from_on as van,
    y.until_on as tot,
    y.at_brin as bij_brin,
    y.at_location as bij_locatie,
    y.at_name as school,
    y.school_kind as schoolsoort,
    y.particularity as bijzonderheid,
    y.source_key as bron_id
from career_year as y
join pupil_number as n on n.pupil_id = y.pupil_id
join school as s on s.school_id = y.school_id and s.closed_by is null
where y.closed_by is null and ($school_id is null or y.school_id = $school_id)
order by y.school_id, y.pupil_id, y.school_year, y.from_on, y.career_year_id;
