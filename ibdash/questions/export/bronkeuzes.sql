-- question: Open table `bronkeuzes`: of which results did a person decide what is kept?
-- nl:       Welke keuzes tussen bronnen staan er in de open tabel bronkeuzes?
-- params:   school_id bigint
-- row:      one per result about which a decision stands; the values are those in `resultaten`
-- order:    school, then pupil, then learning line, then moment
-- families: facts
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    r.learning_line as leerlijn,
    t.name as toets,
    r.taken_on as afnamedatum,
    r.school_year as schooljaar,
    r.moment as moment,
    t.part as onderdeel,
    t.publisher as uitgever,
    t.generation as generatie,
    coalesce(c.decided_by, d.who) as besloten_door,
    coalesce(c.decided_on, d.changed_at::date) as besloten_op,
    if(k.result_id is null, r.source_key, k.source_key) as bron_id
from result_claim as c
left join result_claim as k
    on k.closed_by is null and k.role <> 'person' and k.result_id = c.result_id
    and k.from_change = c.from_change
join result as r on r.result_id = c.result_id and r.closed_by is null
join test as t on t.test_id = r.test_id and t.closed_by is null
join pupil_number as n on n.pupil_id = r.pupil_id
join school as s on s.school_id = r.school_id and s.closed_by is null
left join change as d on d.change_id = coalesce(c.source_change, c.opened_by)
where c.closed_by is null and c.role = 'person'
    and ($school_id is null or r.school_id = $school_id)
order by r.school_id, r.pupil_id, r.learning_line, r.half_year, r.taken_on, r.result_id;
