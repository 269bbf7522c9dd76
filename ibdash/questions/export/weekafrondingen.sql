-- question: Open table `weekafrondingen`: when was the week gone through to its end?
-- nl:       Welke weken zijn afgerond?
-- params:   school_id bigint
-- row:      one per review
-- order:    school, then day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    w.reviewed_on as afgerond_op,
    w.reviewed_by as door,
    w.points as punten,
    w.came as erbij,
    w.gone as opgelost,
    w.source_key as bron_id
from week_review as w
join school as s on s.school_id = w.school_id and s.closed_by is null
where w.closed_by is null and ($school_id is null or w.school_id = $school_id)
order by w.school_id, w.reviewed_on, w.week_review_id;
