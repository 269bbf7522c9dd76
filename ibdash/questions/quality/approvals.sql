-- question: What was odd in the data of a school, and was said to be right as it is?
-- nl:       Welke bevindingen over de gegevens van een school zijn als goed gemeld?
-- params:   school_id bigint
-- row:      one per check (the name of its question, without the folder), pupil or none, and mark of
--           the values that were judged; it may be that nothing is found there any more
-- order:    newest first
-- families: care
select
    finding_approval_id,
    check_name,
    pupil_id,
    mark,
    reason,
    approved_by,
    approved_on
from finding_approval
where closed_by is null and school_id = $school_id
order by approved_on desc, finding_approval_id desc;
