-- question: Which results stand there twice, under two names of a test?
-- nl:       Welke resultaten staan er twee keer in, onder twee namen van een toets?
-- params:   school_id bigint
-- row:      one per pupil, learning line, part, school year, moment and day with the same ability
--           score under two or more tests; without a score or a day nothing is claimed, and two
--           parts of one test are two results
-- order:    newest first
-- families: facts
-- check:    Zelfde resultaat onder twee toetsnamen
-- severity: let op
-- explains: Leerlijn, moment, dag en score zijn gelijk, maar de toets heet anders. Meestal komt
--           dezelfde toets uit twee bestanden; ibdash ziet er dan twee.
-- sentence: Score {score} bij {learning_line} op {taken_on} staat er als {tests}
-- remedy:   Gebruik in beide bestanden dezelfde naam voor de toets, of lever haar uit een van beide
with suspect as (
    -- By one number: almost no result is one of these, and only those are looked at further.
    select
        hash(
            r.pupil_id, r.learning_line, r.school_year, r.moment, r.taken_on, r.ability_score, t.part
        ) as mark
    from result as r
    join test as t on t.test_id = r.test_id and t.closed_by is null
    where r.closed_by is null
        and r.school_id = $school_id
        and r.ability_score is not null
        and r.taken_on is not null
    group by mark
    having min(r.test_id) < max(r.test_id)
),
told as (
    select
        r.pupil_id, r.learning_line, r.school_year, r.moment, r.taken_on, r.ability_score, t.part,
        count(distinct r.test_id) as tests,
        list(distinct concat_ws(' ', t.publisher, t.name, t.generation)) as names,
        max(coalesce(r.source_change, r.opened_by)) as from_change,
        arg_max(r.source_row, (coalesce(r.source_change, r.opened_by), r.result_id)) as source_row
    from result as r
    join test as t on t.test_id = r.test_id and t.closed_by is null
    where r.closed_by is null
        and r.school_id = $school_id
        and r.ability_score is not null
        and r.taken_on is not null
        and hash(
            r.pupil_id, r.learning_line, r.school_year, r.moment, r.taken_on, r.ability_score, t.part
        ) in (select mark from suspect)
    group by all
    having count(distinct r.test_id) > 1
)
select
    o.pupil_id,
    o.from_change,
    o.source_row,
    o.ability_score as score,
    coalesce(lower(l.name), o.learning_line) as learning_line,
    o.taken_on,
    array_to_string(list_sort(o.names), ' en als ') as tests
from told as o
left join learning_line as l on l.line = o.learning_line
order by o.taken_on desc, o.pupil_id, o.learning_line;
