-- What the rules said, as it was first shown: derived from the facts, made anew when they change.
-- One row per rule, pupil or group, subject and day since when; evidence_json: the rows of facts that
-- it stands on.  worsened_on: the last day on which it grew worse; gone_on: the first day without it.
create table signal (
    signal_id bigint, school_id bigint, rule varchar, pupil_id bigint, group_id bigint,
    subject varchar, outcome varchar, severity varchar, is_restricted boolean, since date,
    weight double, sentence varchar, limit_said varchar, evidence_json varchar,
    under_group bigint, first_seen_on date, worsened_on date, last_seen_on date, gone_on date
);

-- Of which day and which state of the facts the signals of a school are.
create table signal_run (school_id bigint, on_day date, facts bigint, care bigint);

-- Limits that a school set; a rule without one has its own.
create table signal_limit (
    signal_limit_id bigint, school_id bigint, source_key varchar, rule varchar, name varchar,
    value double,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- A decision is about one subject of a rule, at the weight that it had then.
alter table signal_decision add column group_id bigint;
alter table signal_decision add column subject varchar;
alter table signal_decision add column weight double;
