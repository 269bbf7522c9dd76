-- question: Which plans end before they start?
-- nl:       Welke plannen eindigen voordat zij beginnen?
-- params:   school_id bigint
-- row:      one per open plan; pupil_id is null for the plan of a group.  The same day is right
-- order:    newest first
-- families: facts, care
-- check:    Plan eindigt voor het begin
-- severity: fout
-- explains: De einddatum ligt voor de begindatum. Het plan loopt zo nooit.
-- sentence: {what} begint op {starts_on} en eindigt op {ends_on}
-- remedy:   Verbeter de begindatum of de einddatum van het plan
select
    p.pupil_id,
    coalesce(p.source_change, p.opened_by) as from_change,
    p.source_row,
    case p.plan_kind when 'group' then 'Het groepsplan' when 'opp' then 'Het OPP'
        else 'Het handelingsplan' end
        || coalesce(' van groep ' || g.name, '')
        || coalesce(' voor ' || p.learning_line, '') as what,
    p.starts_on,
    p.ends_on
from plan as p
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where p.closed_by is null and p.school_id = $school_id and p.ends_on < p.starts_on
order by p.starts_on desc, p.plan_id;
