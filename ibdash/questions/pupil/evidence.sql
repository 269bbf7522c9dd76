-- question: What do these results and plans, on which a signal stands, say?
-- nl:       Wat staat er in de resultaten en plannen waar een signaal op rust?
-- params:   pupil_id bigint, result_ids bigint[], plan_ids bigint[]
-- row:      one per result or plan of the pupil; fact: result or plan; a plan has its title, a result its
--           learning line and values
-- order:    fact, id
-- families: facts, care
select
    'result' as fact, r.result_id as id, coalesce(l.name, r.learning_line) as line_name,
    coalesce(r.moment, r.year_group) as moment, r.ability_score as score, r.percentile,
    coalesce(r.level, r.level_2) as level, r.avi, null as title
from result as r
left join learning_line as l on l.line = r.learning_line
where r.closed_by is null and r.pupil_id = $pupil_id
    and r.result_id in (select unnest($result_ids))
union all
select 'plan', p.plan_id, null, null, null, null, null, null, coalesce(p.title, p.help_kind)
from plan as p
where p.closed_by is null and p.plan_id in (select unnest($plan_ids))
order by fact, id;
