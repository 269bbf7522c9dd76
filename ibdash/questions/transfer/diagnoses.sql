-- question: Which diagnoses of a pupil are known, by whom and when?
-- nl:       Welke diagnoses van een leerling zijn bekend, door wie en wanneer?
-- params:   pupil_id bigint
-- row:      one per diagnosis
-- order:    newest first
-- families: care
-- restricted: yes
select d.codes, d.name, d.made_on, d.made_by, d.institution, i.file_name, d.source_row
from diagnosis as d
left join intake as i on i.change_id = coalesce(d.source_change, d.opened_by)
where d.closed_by is null and d.pupil_id = $pupil_id
order by d.made_on desc nulls last, d.name;
