-- question: What was decided about lines of the week that no rule of the signals makes?
-- nl:       Wat is er besloten over regels van Deze week die geen signaal zijn?
-- params:   school_id bigint
-- row:      one per line; rule: WK-1 (no recent result) or WK-2 (no growth); subject: the plan;
--           record_id and version: what a next decision is based on
-- order:    line, newest first
-- families: care
select
    rule, pupil_id, subject, since, decision, until_on,
    signal_decision_id as record_id, opened_by as version
from signal_decision
where closed_by is null and school_id = $school_id and rule in ('WK-1', 'WK-2')
qualify row_number() over (
    partition by rule, pupil_id, subject, since order by decided_on desc, signal_decision_id desc
) = 1
order by rule, pupil_id, subject, since desc;
