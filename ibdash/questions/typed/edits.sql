-- question: What was typed, changed and removed, newest first, and what of it can be taken back?
-- nl:       Wat is er getypt, gewijzigd en verwijderd, en wat kan terug?
-- params:   school_id bigint, most bigint, restricted boolean
-- row:      one per edit of a note, meeting, decision or agreement; kind: which of these; deed: new,
--           changed or removed; at: UTC; taken_back_by, taken_back_at: null while it stands; is_last:
--           nothing was made of that record since, so that it can be taken back.  About confidential
--           records only with `restricted`
-- order:    newest first
-- families: care
with
version as (
    select
        'note' as kind, note_id as record_id, school_id, pupil_id, group_id, opened_by, closed_by,
        coalesce(is_confidential, false) as is_confidential
    from note
    union all
    select
        'meeting', meeting_id, school_id, pupil_id, group_id, opened_by, closed_by,
        coalesce(is_confidential, false)
    from meeting
    union all
    select 'decision', decision_id, school_id, pupil_id, group_id, opened_by, closed_by, false
    from decision
    union all
    select 'agreement', agreement_id, school_id, pupil_id, group_id, opened_by, closed_by, false
    from agreement
),
-- What was taken back, and the taking back, are no later changes.
latest as (
    select t.kind, t.record_id, max(t.change_id) as last_change
    from (
        select kind, record_id, unnest([opened_by, closed_by]) as change_id from version
    ) as t
    join change as c on c.change_id = t.change_id
    where c.kind <> 'undo'
        and not exists (select 1 from change as u where u.undoes = c.change_id)
    group by all
),
deed as (
    select
        c.change_id, c.changed_at, c.who, v.kind, v.record_id,
        any_value(v.school_id) as school_id, any_value(v.pupil_id) as pupil_id,
        any_value(v.group_id) as group_id, bool_or(v.is_confidential) as is_confidential,
        bool_or(v.opened_by = c.change_id) as opened, bool_or(v.closed_by = c.change_id) as closed
    from change as c
    join version as v on v.opened_by = c.change_id or v.closed_by = c.change_id
    where c.kind = 'edit'
    group by all
)
select
    d.change_id,
    d.changed_at as at,
    d.who,
    d.kind,
    case when not d.opened then 'removed' when d.closed then 'changed' else 'new' end as deed,
    d.pupil_id,
    p.public_key,
    p.display_name,
    p.call_name,
    p.family_name,
    g.name as group_name,
    u.who as taken_back_by,
    u.changed_at as taken_back_at,
    coalesce(l.last_change = d.change_id, false) as is_last
from deed as d
left join latest as l on l.kind = d.kind and l.record_id = d.record_id
left join change as u on u.undoes = d.change_id
left join pupil as p on p.pupil_id = d.pupil_id and p.closed_by is null
left join "group" as g on g.group_id = d.group_id and g.closed_by is null
where ($school_id is null or d.school_id = $school_id) and ($restricted or not d.is_confidential)
order by d.change_id desc
limit $most;
