-- question: Which plans have their evaluation planned after their end?
-- nl:       Van welke plannen ligt de geplande evaluatie na het einde?
-- params:   school_id bigint
-- row:      one per open plan whose end is not before its start; pupil_id is null for the plan of a
--           group.  The last day itself is right
-- order:    newest first
-- families: facts, care
-- check:    Evaluatie na het einde van het plan
-- severity: let op
-- explains: De geplande evaluatie ligt na de einddatum. Dan is er al een tijd geen plan meer
--           voordat iemand besluit hoe het verder gaat.
-- sentence: {what} eindigt op {ends_on}, de evaluatie staat op {evaluate_on}
-- remedy:   Zet de evaluatie voor of op de einddatum, of verleng het plan
select
    p.pupil_id,
    coalesce(p.source_change, p.opened_by) as from_change,
    p.source_row,
    case p.plan_kind when 'group' then 'Het groepsplan' when 'opp' then 'Het OPP'
        else 'Het handelingsplan' end
        || coalesce(' van groep ' || g.name, '')
        || coalesce(' voor ' || p.learning_line, '') as what,
    p.ends_on,
    p.evaluate_on
from plan as p
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where p.closed_by is null
    and p.school_id = $school_id
    and p.evaluate_on > p.ends_on
    and coalesce(p.ends_on >= p.starts_on, true)
order by p.ends_on desc, p.plan_id;
