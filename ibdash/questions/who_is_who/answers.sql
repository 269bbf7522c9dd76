-- question: Which answers are remembered about pupils of whom it was not certain who they are?
-- nl:       Welke antwoorden zijn onthouden over leerlingen van wie niet zeker was wie het zijn?
-- params:   school_id bigint
-- row:      one per answer that holds; the pupil's columns are null where the answer was "none of
--           these".  is_new: the answer was "another pupil"; has_key: by a key, else by name and
--           birth date.  file_name, source_row, changed_at (UTC) and who: of the file it came with
-- order:    newest first
-- families: facts
select
    m.pupil_match_id,
    p.display_name,
    p.call_name,
    p.family_name,
    p.birth_date,
    m.is_new,
    m.key is not null as has_key,
    m.system,
    i.file_name,
    m.source_row,
    c.changed_at,
    c.who
from pupil_match as m
left join pupil as p on p.pupil_id = m.pupil_id and p.closed_by is null
left join change as c on c.change_id = coalesce(m.source_change, m.opened_by)
left join intake as i on i.change_id = c.change_id
where m.closed_by is null and m.school_id = $school_id
order by c.change_id desc, m.source_row, m.pupil_match_id;
