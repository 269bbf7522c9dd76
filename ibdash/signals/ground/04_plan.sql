-- plan_now: one row per plan that has begun and is neither a draft nor closed, of a pupil who is here
-- or of a group of this school year.  runs: it has not ended.  is_evaluated: by its status.
-- called: its title, else its kind and learning line.
create or replace temp table plan_now as
select
    p.*,
    coalesce(p.ends_on, $today) >= $today as runs,
    coalesce(p.status, '') in ('geevalueerd', 'voortgezet', 'opgeschaald') as is_evaluated,
    coalesce(
        p.title,
        case p.plan_kind
            when 'opp' then 'OPP' when 'group' then 'Groepsplan' else 'Handelingsplan'
        end || coalesce(' ' || lower(w.name), '')
    ) as called
from plan as p
left join learning_line as w on w.line = p.learning_line
where p.closed_by is null and p.school_id in (select school_id from asked_school)
    and coalesce(p.status, '') not in ('concept', 'afgesloten')
    and coalesce(p.starts_on, $today) <= $today
    and (
        p.pupil_id in (select pupil_id from here)
        or (p.pupil_id is null and p.group_id in (select group_id from here))
    );
