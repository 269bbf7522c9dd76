-- discussed: one row per time that a pupil who is here was discussed, up to the day: a meeting or a
-- note of one, about the pupil or about the group.  is_open: not confidential, so that it may be
-- named; that there was one counts either way.
create or replace temp table discussed as
with held as (
    select
        'meeting' as fact, meeting_id as id, pupil_id, group_id, held_on as day,
        not coalesce(is_confidential, false) as is_open
    from meeting
    where closed_by is null and school_id in (select school_id from asked_school) and held_on <= $today
    union all
    select
        'note', note_id, pupil_id, group_id, noted_on, not coalesce(is_confidential, false)
    from note
    where closed_by is null and school_id in (select school_id from asked_school) and noted_on <= $today
        and note_kind in ('leerlingbespreking', 'groepsbespreking', 'ondersteuningsteam')
)
select h.fact, h.id, e.pupil_id, h.day, h.is_open
from held as h
join here as e on e.pupil_id = h.pupil_id
union all
select h.fact, h.id, e.pupil_id, h.day, h.is_open
from held as h
join here as e on e.group_id = h.group_id
where h.pupil_id is null;
