-- question: Open table `signaalbesluiten`: what was decided about signals?
-- nl:       Welke besluiten over signalen staan er in de open tabel signaalbesluiten?
-- params:   school_id bigint
-- row:      one per pupil or group, rule, subject and day since when
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    g.name as groep,
    g.school_year as schooljaar,
    d.rule as regel,
    d.subject as onderwerp,
    d.since as sinds,
    d.weight as gewicht,
    d.decision as besluit,
    d.reason as reden,
    d.until_on as tot,
    d.decided_by as door,
    d.decided_on as op,
    d.source_key as bron_id
from signal_decision as d
left join pupil_number as n on n.pupil_id = d.pupil_id
left join "group" as g on g.group_id = d.group_id and g.closed_by is null
join school as s on s.school_id = d.school_id and s.closed_by is null
where d.closed_by is null and ($school_id is null or d.school_id = $school_id)
order by d.school_id, d.pupil_id, d.since, d.signal_decision_id;
