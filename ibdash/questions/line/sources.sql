-- question: From which files and rows do the results of these pupils on a learning line come?
-- nl:       Uit welke bestanden en regels komen de resultaten van deze leerlingen op een leerlijn?
-- params:   school_id bigint, learning_line varchar, pupil_ids bigint[], end_half_year integer
-- row:      one per result, with the file and the row it stands in there, and the day it came in
-- order:    day, file, row
-- families: facts
select
    i.file_name,
    r.source_row,
    c.changed_at::date as taken_in_on
from result as r
join change as c on c.change_id = coalesce(r.source_change, r.opened_by)
join intake as i on i.intake_id = c.intake_id
where r.closed_by is null
    and r.school_id = $school_id
    and r.learning_line = $learning_line
    and r.half_year <= $end_half_year
    and r.pupil_id in (select unnest($pupil_ids))
order by taken_in_on, i.file_name, r.source_row;
