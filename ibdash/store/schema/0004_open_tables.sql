-- What schools keep in tables of their own, and what is typed in ibdash: the open tables.
-- diagnosis, capacity, and a note that is_confidential, are restricted.

alter table career_year add column at_name varchar;
alter table career_year add column particularity varchar;
alter table career_year add column source_key varchar;
alter table capacity add column source_key varchar;
alter table diagnosis add column source_key varchar;
alter table school_advice add column school_year varchar;
alter table school_advice add column secondary_school varchar;
alter table school_advice add column oso_status varchar;
alter table school_advice add column source_key varchar;

create table absence (
    absence_id bigint, school_id bigint, source_key varchar, pupil_id bigint, absent_on date,
    day_part varchar, hours double, absence_kind varchar, reported_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- year_group: null for the whole school.
create table school_calendar (
    school_calendar_id bigint, school_id bigint, source_key varchar, from_on date, until_on date,
    calendar_kind varchar, year_group varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table test_calendar (
    test_calendar_id bigint, school_id bigint, source_key varchar, year_group varchar,
    moment varchar, learning_line varchar, test varchar, from_on date, until_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table referral (
    referral_id bigint, school_id bigint, source_key varchar, pupil_id bigint,
    referral_kind varchar, institution varchar, question varchar, requested_on date, step varchar,
    turn_of varchar, decision varchar, decided_on date, valid_from date, valid_until date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- Of a pupil, or of a group.
create table note (
    note_id bigint, school_id bigint, source_key varchar, pupil_id bigint, group_id bigint,
    noted_on date, note_kind varchar, text varchar, author varchar, is_confidential boolean,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table agreement (
    agreement_id bigint, school_id bigint, source_key varchar, pupil_id bigint, group_id bigint,
    what varchar, done_by varchar, due_on date, done_on date, came_from varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table signal_decision (
    signal_decision_id bigint, school_id bigint, source_key varchar, pupil_id bigint,
    rule varchar, since date, decision varchar, reason varchar, until_on date, decided_by varchar,
    decided_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);
