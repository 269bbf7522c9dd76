-- question: Which plans and support levels has a pupil had, on a learning line or on all?
-- nl:       Welke plannen en ondersteuning had een leerling, op een leerlijn of op alle?
-- params:   pupil_id bigint, learning_line varchar
-- row:      one per plan (also of the pupil's groups, and those without a learning line) and per
--           support level; kind is individual, group, opp or support.  until_on is null where it
--           goes on.
-- order:    from_on
-- families: facts, care
select
    p.plan_kind as kind,
    coalesce(p.title, p.help_kind) as title,
    p.starts_on as from_on,
    p.ends_on as until_on,
    p.status
from plan as p
where p.closed_by is null
    and p.starts_on is not null
    and (p.learning_line is null or p.learning_line = $learning_line)
    and (
        p.pupil_id = $pupil_id
        or p.group_id in (
            select group_id from placement where closed_by is null and pupil_id = $pupil_id
        )
    )
union all
select 'support', s.level, s.from_on, s.until_on, null
from support_level as s
where s.closed_by is null and s.pupil_id = $pupil_id and s.from_on is not null
order by from_on, until_on, kind, title;
