-- question: Open table `besprekingen`: which meetings about pupils and groups were held?
-- nl:       Welke besprekingen staan er in de open tabel besprekingen?
-- params:   school_id bigint, restricted boolean
-- row:      one per meeting about a pupil or group; a confidential one only with `restricted`
-- order:    school, then day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    g.name as groep,
    g.school_year as schooljaar,
    o.held_on as datum,
    o.meeting_kind as bespreking,
    o.present as aanwezig,
    o.text as verslag,
    o.is_confidential as vertrouwelijk,
    o.source_key as bron_id
from meeting as o
join school as s on s.school_id = o.school_id and s.closed_by is null
left join pupil_number as n on n.pupil_id = o.pupil_id
left join "group" as g on g.group_id = o.group_id and g.closed_by is null
where o.closed_by is null and ($school_id is null or o.school_id = $school_id)
    and ($restricted or not coalesce(o.is_confidential, false))
order by o.school_id, o.held_on, o.meeting_id;
