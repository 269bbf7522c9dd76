-- When the week of a school was gone through to its end, and by whom: the next week starts there.
-- points: what still asked something then.  came, gone: signals since the review before.
create table week_review (
    week_review_id bigint, school_id bigint, source_key varchar, reviewed_on date,
    reviewed_by varchar, points integer, came integer, gone integer,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);
