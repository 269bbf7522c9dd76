-- question: Which results have a score below or above all that the norm table of their test knows?
-- nl:       Welke resultaten hebben een score die buiten de normtabel van hun toets valt?
-- params:   school_id bigint
-- row:      one per open result of a test and moment of which there is an imported norm table, where
--           the score lies outside every one that fits; both ends of the table belong to it
-- order:    newest first
-- families: facts
-- check:    Score buiten de normtabel
-- severity: let op
-- explains: De score is lager dan de laagste of hoger dan de hoogste in de normtabel van deze toets
--           en dit moment. Een typefout, of een score van een andere schaal.
-- sentence: {test}: score {score}, maar de normtabel loopt van {lowest} tot en met {highest}
-- remedy:   Kijk in het leerlingvolgsysteem of de score bij deze toets en dit moment hoort
with cell as (
    select
        publisher, test, generation, norm_version, learning_line, moment,
        min(score_from) as lowest,
        max(score_to) as highest
    from norm
    where closed_by is null
    group by all
),
scored as (
    select r.*, t.name as test_name, t.part, t.publisher, t.generation
    from result as r
    join test as t on t.test_id = r.test_id and t.closed_by is null
    where r.closed_by is null
        and r.school_id = $school_id
        and r.ability_score is not null
        and t.name in (select test from cell)
),
fitting as (
    select
        s.result_id,
        min(c.lowest) as lowest,
        max(c.highest) as highest
    from scored as s
    join cell as c
        on c.learning_line = s.learning_line and c.test = s.test_name
        and (s.publisher is null or c.publisher = s.publisher)
        and (s.generation is null or c.generation = s.generation)
        and (s.norm_version is null or c.norm_version = s.norm_version)
        and (c.moment = s.moment or (s.moment is null and c.moment[2:] = s.year_group))
    group by s.result_id
)
select
    s.pupil_id,
    coalesce(s.source_change, s.opened_by) as from_change,
    s.source_row,
    concat_ws(' ', s.test_name, s.part, s.moment) as test,
    s.ability_score as score,
    f.lowest,
    f.highest
from scored as s
join fitting as f on f.result_id = s.result_id
where s.ability_score < f.lowest or s.ability_score >= f.highest + 1
order by s.half_year desc, s.taken_on desc nulls last, s.result_id;
