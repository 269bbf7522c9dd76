-- question: Open table `schoolkalender`: on which days is there no school?
-- nl:       Welke vrije dagen staan er in de open tabel schoolkalender?
-- params:   school_id bigint
-- row:      one per holiday, study day or other days
-- order:    school, then first day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    c.from_on as van,
    c.until_on as tot,
    c.calendar_kind as soort,
    c.year_group as jaargroep,
    c.source_key as bron_id
from school_calendar as c
join school as s on s.school_id = c.school_id and s.closed_by is null
where c.closed_by is null and ($school_id is null or c.school_id = $school_id)
order by c.school_id, c.from_on, c.year_group, c.school_calendar_id;
