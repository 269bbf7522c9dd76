-- question: From which files and rows do the results of these pupils on a learning line come?
-- nl:       Uit welke bestanden en regels komen de resultaten van deze leerlingen op een leerlijn?
-- params:   school_id bigint, learning_line varchar, pupil_ids bigint[], end_half_year integer
-- row:      one per result and source of it, with the file and the row it stands in there, and the day it came in
-- order:    day, file, row
-- families: facts
with asked as (
    select r.result_id, r.source_row, coalesce(r.source_change, r.opened_by) as from_change
    from result as r
    where r.closed_by is null
        and r.school_id = $school_id
        and r.learning_line = $learning_line
        and r.half_year <= $end_half_year
        and r.pupil_id in (select unnest($pupil_ids))
),
said as (
    select coalesce(c.source_row, a.source_row) as source_row,
        coalesce(c.from_change, a.from_change) as from_change
    from asked as a
    left join result_claim as c
        on c.result_id = a.result_id and c.closed_by is null and c.role <> 'person'
)
select
    i.file_name,
    s.source_row,
    c.changed_at::date as taken_in_on
from said as s
join change as c on c.change_id = s.from_change
join intake as i on i.intake_id = c.intake_id
order by taken_in_on, i.file_name, s.source_row;
