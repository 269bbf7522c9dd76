-- What a person said of something odd in the data: it is right as it is.  Versions like all facts.
-- check_name: of the question, without its folder.  pupil_id: null where it is about no pupil.
-- mark: a hash of the values that were judged; other values are another finding.  said: the finding
-- in words, as it was when it was judged.
create table finding_approval (
    finding_approval_id bigint, school_id bigint, pupil_id bigint, check_name varchar, mark varchar,
    said varchar, reason varchar, approved_by varchar, approved_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);
