-- question: Which plans, support levels and arrangements of their own has a pupil (had)?
-- nl:       Welke plannen, ondersteuningsniveaus en arrangementen heeft (of had) een leerling?
-- params:   pupil_id bigint
-- row:      one per plan (kind individual or opp), support level (kind support, title: the level),
--           and arrangement; plans of a whole group are left out.  from_on: of a plan without a
--           first day the day of its making; until_on is null where it goes on.  evaluations: how
--           many days a plan was evaluated on; evaluated_on and goal_reached: of the last of them
-- order:    from_on
-- families: care
with said as (
    select
        e.plan_id,
        count(*) as evaluations,
        max(e.evaluated_on) as evaluated_on,
        arg_max(e.goal_reached, e.evaluated_on) as goal_reached
    from evaluation as e
    where e.closed_by is null
    group by e.plan_id
)
select
    p.plan_kind as kind,
    coalesce(p.title, p.help_kind) as title,
    coalesce(p.starts_on, p.established_on) as from_on,
    p.ends_on as until_on,
    p.status,
    p.learning_line,
    p.goal,
    p.approach,
    p.help_kind,
    p.evaluate_on,
    p.outflow_destination,
    p.reasoning,
    p.hindering_factors,
    p.helping_factors,
    p.established_on,
    coalesce(s.evaluations, 0) as evaluations,
    s.evaluated_on,
    s.goal_reached
from plan as p
left join said as s on s.plan_id = p.plan_id
where p.closed_by is null and p.pupil_id = $pupil_id and p.plan_kind in ('individual', 'opp')
union all by name
select 'support' as kind, s.level as title, s.from_on, s.until_on, 0 as evaluations
from support_level as s
where s.closed_by is null and s.pupil_id = $pupil_id
union all by name
select
    'arrangement' as kind, coalesce(a.description, a.arrangement_kind) as title, a.from_on, a.until_on,
    0 as evaluations
from arrangement as a
where a.closed_by is null and a.pupil_id = $pupil_id
order by from_on, until_on, kind, title;
