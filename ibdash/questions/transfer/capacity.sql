-- question: Which capacity (intelligence) tests of a pupil are known, with their parts?
-- nl:       Welke capaciteitstesten (intelligentie) van een leerling zijn bekend, met hun onderdelen?
-- params:   pupil_id bigint
-- row:      one per test and one per part of it; part is null for the whole
-- order:    newest first, the whole before its parts
-- families: care
-- restricted: yes
select
    c.test, c.part, c.taken_on, c.year_group, c.iq, c.qualification, c.ability_score, c.raw_score,
    c.bound_low, c.bound_high, c.taken_by, c.comment, i.file_name, c.source_row
from capacity as c
left join intake as i on i.change_id = coalesce(c.source_change, c.opened_by)
where c.closed_by is null and c.pupil_id = $pupil_id
order by c.taken_on desc nulls last, c.test, c.part nulls first;
