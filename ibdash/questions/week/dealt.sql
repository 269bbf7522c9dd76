-- question: What was done about lines of the week from a change on, and what of it can be taken back?
-- nl:       Wat is er afgehandeld sinds de vorige keer?
-- params:   school_id bigint, since bigint
-- row:      one per edit; signals: how many it decided about; decision, reason and until_on of them;
--           what: of an agreement that was made or done with it; is_done: that agreement was done;
--           is_review: it closed the week; is_last: nothing was made of it since
-- order:    newest first
-- families: care
with
version as (
    select
        'decision' as kind, signal_decision_id as id, pupil_id, group_id, decision, reason, until_on,
        null::varchar as what, null::date as done_on, opened_by, closed_by
    from signal_decision where school_id = $school_id
    union all
    select
        'agreement', agreement_id, pupil_id, group_id, null, null, null, what, done_on, opened_by,
        closed_by
    from agreement where school_id = $school_id
    union all
    select 'review', week_review_id, null, null, null, null, null, null, null, opened_by, closed_by
    from week_review where school_id = $school_id
),
latest as (
    select t.kind, t.id, max(t.change_id) as last_change
    from (select kind, id, unnest([opened_by, closed_by]) as change_id from version) as t
    join change as c on c.change_id = t.change_id
    where c.kind <> 'undo'
        and not exists (select 1 from change as u where u.undoes = c.change_id)
    group by all
)
select
    c.change_id,
    c.who,
    c.changed_at as at,
    any_value(v.pupil_id) as pupil_id,
    any_value(v.group_id) as group_id,
    count(*) filter (v.kind = 'decision') as signals,
    any_value(v.decision) as decision,
    any_value(v.reason) as reason,
    any_value(v.until_on) as until_on,
    any_value(v.what) as what,
    bool_or(v.done_on is not null) as is_done,
    bool_or(v.kind = 'review') as is_review,
    bool_and(l.last_change = c.change_id) as is_last
from change as c
join version as v on v.opened_by = c.change_id
join latest as l on l.kind = v.kind and l.id = v.id
where c.kind = 'edit' and c.change_id >= $since
    and not exists (select 1 from change as u where u.undoes = c.change_id)
group by c.change_id, c.who, c.changed_at
order by c.change_id desc;
