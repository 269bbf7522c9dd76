-- What people type beside notes and agreements, and what they have not finished typing yet.

-- A meeting about a pupil, or about a group; is_confidential: restricted, as with a note.
create table meeting (
    meeting_id bigint, school_id bigint, source_key varchar, pupil_id bigint, group_id bigint,
    held_on date, meeting_kind varchar, present varchar, text varchar, is_confidential boolean,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- What was decided about a pupil or a group; until_on: the day until which it holds.
create table decision (
    decision_id bigint, school_id bigint, source_key varchar, pupil_id bigint, group_id bigint,
    decided_on date, what varchar, reason varchar, decided_by varchar, until_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- No fact: words of one person that were not kept yet.  place: an opaque name of the form, with the
-- key of its record; values_json: field by field.  One row a person and place.
create table draft (
    written_by varchar, place varchar, values_json varchar, based_on bigint, written_at timestamp
);
