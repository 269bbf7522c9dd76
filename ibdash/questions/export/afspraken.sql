-- question: Open table `afspraken`: what was agreed about pupils and groups?
-- nl:       Welke afspraken staan er in de open tabel afspraken?
-- params:   school_id bigint
-- row:      one per agreement about a pupil or group
-- order:    school, then last day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    g.name as groep,
    g.school_year as schooljaar,
    a.what as wat,
    a.done_by as wie,
    a.due_on as uiterlijk,
    a.done_on as gedaan_op,
    a.came_from as uit,
    a.source_key as bron_id
from agreement as a
join school as s on s.school_id = a.school_id and s.closed_by is null
left join pupil_number as n on n.pupil_id = a.pupil_id
left join "group" as g on g.group_id = a.group_id and g.closed_by is null
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.due_on, a.agreement_id;
