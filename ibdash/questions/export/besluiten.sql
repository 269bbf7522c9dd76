-- question: Open table `besluiten`: what was decided about pupils and groups?
-- nl:       Welke besluiten staan er in de open tabel besluiten?
-- params:   school_id bigint
-- row:      one per decision about a pupil or group
-- order:    school, then day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    g.name as groep,
    g.school_year as schooljaar,
    a.decided_on as besloten_op,
    a.what as besluit,
    a.reason as reden,
    a.decided_by as besloten_door,
    a.until_on as tot,
    a.source_key as bron_id
from decision as a
join school as s on s.school_id = a.school_id and s.closed_by is null
left join pupil_number as n on n.pupil_id = a.pupil_id
left join "group" as g on g.group_id = a.group_id and g.closed_by is null
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.decided_on, a.decision_id;
