-- question: In which school years has this school results?
-- nl:       In welke schooljaren heeft deze school resultaten?
-- nl:       In welke schooljaren heeft deze school resultaten?
-- params:   school_id bigint
-- row:      one per school year with at least one test that was taken
-- order:    school year
-- families: facts
select distinct school_year
from result
where closed_by is null and is_taken and school_id = $school_id
order by school_year;
