-- question: What was typed or delivered about a pupil or a group: notes, meetings, decisions, agreements?
-- nl:       Welke notities, besprekingen, besluiten en afspraken zijn er?
-- params:   school_id bigint, pupil_id bigint, group_id bigint, restricted boolean
-- row:      one per open record; kind: note, meeting, decision or agreement; version: what a change of
--           it is based on; day: of an agreement its last day; word: the kind of note or meeting;
--           by_whom: author, who decided, or who does it; kept_by and kept_at (UTC): of these words;
--           file_name and source_row: null where it was typed.  A confidential one only with
--           `restricted`; number_hidden: in every row, and in one row without a kind where nothing
--           is left, how many are not shown for that reason
-- order:    newest first
-- families: care
with
asked as (
    select
        'note' as kind, note_id as record_id, opened_by, source_change, source_row, noted_on as day,
        note_kind as word, text, author as by_whom, null::varchar as reason, null::varchar as present,
        null::date as until_on, null::date as done_on, null::varchar as came_from,
        coalesce(is_confidential, false) as is_confidential
    from note
    where closed_by is null and school_id = $school_id
        and pupil_id is not distinct from $pupil_id and group_id is not distinct from $group_id
    union all
    select
        'meeting', meeting_id, opened_by, source_change, source_row, held_on,
        meeting_kind, text, null, null, present, null, null, null,
        coalesce(is_confidential, false)
    from meeting
    where closed_by is null and school_id = $school_id
        and pupil_id is not distinct from $pupil_id and group_id is not distinct from $group_id
    union all
    select
        'decision', decision_id, opened_by, source_change, source_row, decided_on,
        null, what, decided_by, reason, null, until_on, null, null, false
    from decision
    where closed_by is null and school_id = $school_id
        and pupil_id is not distinct from $pupil_id and group_id is not distinct from $group_id
    union all
    select
        'agreement', agreement_id, opened_by, source_change, source_row, due_on,
        null, what, done_by, null, null, null, done_on, came_from, false
    from agreement
    where closed_by is null and school_id = $school_id
        and pupil_id is not distinct from $pupil_id and group_id is not distinct from $group_id
),
hidden as (
    select count(*) as number_hidden from asked where is_confidential and not $restricted
)
select
    a.kind,
    a.record_id,
    a.opened_by as version,
    a.day,
    a.word,
    a.text,
    a.by_whom,
    a.reason,
    a.present,
    a.until_on,
    a.done_on,
    a.came_from,
    a.is_confidential,
    c.who as kept_by,
    c.changed_at as kept_at,
    i.file_name,
    if(i.file_name is null, null, a.source_row) as source_row,
    h.number_hidden
from hidden as h
left join asked as a on not a.is_confidential or $restricted
left join change as c on c.change_id = coalesce(a.source_change, a.opened_by)
left join intake as i on i.change_id = c.change_id
where a.kind is not null or h.number_hidden > 0
order by coalesce(a.day, c.changed_at::date) desc nulls first, a.opened_by desc, a.record_id desc;
