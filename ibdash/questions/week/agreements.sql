-- question: Which agreements are still open, the first to be done first?
-- nl:       Welke afspraken staan nog open?
-- params:   school_id bigint, today date
-- row:      one per open agreement about a pupil who is here, or a group; version: what a change of
--           it is based on
-- order:    last day, those without one at the end
-- families: facts, care
select
    a.agreement_id, a.opened_by as version, a.pupil_id, a.group_id, g.name as group_name,
    a.what, a.done_by, a.due_on, a.came_from
from agreement as a
left join pupil as p on p.pupil_id = a.pupil_id and p.closed_by is null
left join "group" as g on g.group_id = a.group_id and g.closed_by is null
where a.closed_by is null and a.school_id = $school_id and a.done_on is null
    and coalesce(p.left_on, $today) >= $today
order by a.due_on nulls last, a.agreement_id;
