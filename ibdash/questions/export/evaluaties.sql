-- question: Open table `evaluaties`: which evaluations of plans are there?
-- nl:       Welke evaluaties staan er in de open tabel evaluaties?
-- params:   school_id bigint
-- row:      one per evaluation of a plan
-- order:    school, then plan, then day
-- families: care
select
    p.source_key as plan_id,
    s.brin || coalesce(s.location, '') as brin,
    e.evaluated_on as datum,
    e.with_parents as met_ouders,
    e.with_pupil as met_leerling,
    e.goal_reached as doel_behaald,
    e.judgement as oordeel,
    e.text as tekst,
    e.source_key as bron_id
from evaluation as e
join plan as p on p.plan_id = e.plan_id and p.closed_by is null
join school as s on s.school_id = e.school_id and s.closed_by is null
where e.closed_by is null and ($school_id is null or e.school_id = $school_id)
order by e.school_id, e.plan_id, e.evaluated_on, e.evaluation_id;
