-- question: Of which results do sources contradict each other, what does each say, and who wins?
-- nl:       Bij welke resultaten spreken bronnen elkaar tegen, wat zegt elke bron, en wie gaat voor?
-- params:   school_id bigint
-- row:      one per source of the first 20 such results (school_id null: of all schools); conflicts:
--           how many there are, undecided: those about which nobody decided.  place 1 wins.  role person: a decision, with the words and the file
--           of the source that was chosen, by decided_by.  since: the day from which on it was known.
-- order:    undecided first, the latest first, then place
-- families: facts
with contradicted as (
    select
        c.result_id,
        count(*) over () as conflicts,
        sum((not bool_or(c.role = 'person'))::integer) over () as undecided,
        bool_or(c.role = 'person') as is_decided,
        max(coalesce(c.source_change, c.opened_by)) as latest
    from judged_claim as c
    where $school_id is null or c.school_id = $school_id
    group by c.result_id
    having bool_or(c.differs)
),
shown as (
    select * from contradicted order by is_decided, latest desc, result_id limit 20
)
select
    s.conflicts,
    s.undecided::integer as undecided,
    s.result_id,
    s.is_decided,
    p.display_name,
    p.call_name,
    p.family_name,
    coalesce(l.name, upper(c.learning_line[1]) || c.learning_line[2:]) as line_name,
    coalesce(c.moment, r.moment, c.school_year) as moment,
    c.place,
    c.role,
    c.system,
    c.differs,
    i.file_name,
    c.source_row,
    coalesce(c.decided_on, came.changed_at::date) as since,
    if(c.role = 'person', coalesce(c.decided_by, came.who), null) as decided_by,
    c.taken_on,
    c.raw_score,
    c.ability_score,
    c.level_scale,
    c.level,
    c.level_scale_2,
    c.level_2,
    c.percentile,
    c.norm_version,
    c.avi,
    c.is_taken,
    c.no_result_reason
from shown as s
join judged_claim as c on c.result_id = s.result_id
join result as r on r.result_id = s.result_id and r.closed_by is null
join pupil as p on p.pupil_id = r.pupil_id and p.closed_by is null
left join learning_line as l on l.line = c.learning_line
left join intake as i on i.change_id = c.from_change
left join change as came on came.change_id = if(
    c.role = 'person', coalesce(c.source_change, c.opened_by), c.from_change
)
order by s.is_decided, s.latest desc, s.result_id, c.place;
