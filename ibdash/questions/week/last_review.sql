-- question: When was the week last gone through to its end, and which change was that?
-- nl:       Wanneer is de week voor het laatst afgerond?
-- params:   school_id bigint
-- row:      at most one; change_id: of that review, after which everything is new; record_id and
--           version: to take it back
-- order:    one row
-- families: care
select
    week_review_id as record_id,
    opened_by as version,
    coalesce(source_change, opened_by) as change_id,
    reviewed_on,
    reviewed_by,
    points
from week_review
where closed_by is null and school_id = $school_id
order by reviewed_on desc, week_review_id desc
limit 1;
