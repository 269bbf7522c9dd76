-- question: Open table `goed_gemeld`: what is odd in the data and was said to be right?
-- nl:       Welke bevindingen die als goed zijn gemeld, staan er in de open tabel goed_gemeld?
-- params:   school_id bigint
-- row:      one per check, pupil or none, and values that were judged
-- order:    school, then day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    a.check_name as controle,
    a.mark as kenmerk,
    a.said as wat,
    a.reason as reden,
    a.approved_by as door,
    a.approved_on as op
from finding_approval as a
join school as s on s.school_id = a.school_id and s.closed_by is null
left join pupil_number as n on n.pupil_id = a.pupil_id
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.approved_on, a.finding_approval_id;
