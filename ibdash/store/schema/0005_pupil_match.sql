-- Who is who: what a person answered about a pupil whom a file does not name for certain, and which
-- two pupils are one child.  Versions like all facts.

-- key: by which the system of the file knows the pupil; without one, words: a keyed hash of name and
-- birth date.  pupil_id: who it is, null for nobody of those who were asked about.  is_new: the
-- answer was "another pupil".  asked: the pupils who were asked about, their pupil_id by spaces.
create table pupil_match (
    pupil_match_id bigint, school_id bigint, system varchar, key varchar, words varchar,
    pupil_id bigint, is_new boolean, asked varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- joined_id is the same child as pupil_id: its own record is closed as long as the join is open.
create table pupil_join (
    pupil_join_id bigint, school_id bigint, pupil_id bigint, joined_id bigint,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- Which facts are of the joined record, so that they can go back to it: fact (table) and fact_id; of
-- a pupil_alias its system and key.  is_hidden: the record that stays says the same thing already,
-- or something else under the same natural key, so that this fact is closed meanwhile.
create table pupil_join_fact (
    pupil_join_fact_id bigint, pupil_join_id bigint, fact varchar, fact_id bigint, system varchar,
    key varchar, is_hidden boolean,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);
