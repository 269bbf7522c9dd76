-- question: Which two records of pupils were joined because they are one child?
-- nl:       Welke twee leerlingen zijn samengevoegd omdat zij één kind zijn?
-- params:   school_id bigint
-- row:      one per join that holds: the pupil that stays, and the record that became part of it as
--           it was last known.  changed_at is UTC; may_part: false where the pupil that stays became
--           part of another one since
-- order:    newest first
-- families: facts
with last_known as (
    select
        pupil_id,
        arg_max(display_name, opened_by) as display_name,
        arg_max_null(call_name, opened_by) as call_name,
        arg_max_null(family_name, opened_by) as family_name,
        arg_max_null(birth_date, opened_by) as birth_date
    from pupil
    group by pupil_id
)
select
    j.pupil_join_id,
    p.display_name,
    p.call_name,
    p.family_name,
    p.birth_date,
    o.display_name as joined_display_name,
    o.call_name as joined_call_name,
    o.family_name as joined_family_name,
    o.birth_date as joined_birth_date,
    not exists (
        select 1 from pupil_join as later
        where later.closed_by is null and later.joined_id = j.pupil_id
    ) as may_part,
    c.changed_at,
    c.who
from pupil_join as j
join last_known as p on p.pupil_id = j.pupil_id
join last_known as o on o.pupil_id = j.joined_id
join change as c on c.change_id = j.opened_by
where j.closed_by is null and j.school_id = $school_id
order by j.pupil_join_id desc;
