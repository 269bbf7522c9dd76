-- Decisions about results that come in with an open table: each row names a result as its row in
-- `resultaten` does.

-- step: known_words: every open result, under its own words and those of each source that speaks of it
create or replace temp table known_words as
select
    o.result_id, o.school_id, o.pupil_id, o.source_key, o.learning_line, o.school_year, o.moment,
    o.taken_on, t.name, t.publisher, t.generation, t.part
from (
    select result_id, school_id, pupil_id, test_id, source_key, learning_line, school_year, moment,
        taken_on
    from result where closed_by is null
    union
    select result_id, school_id, pupil_id, test_id, source_key, learning_line, school_year, moment,
        taken_on
    from result_claim where closed_by is null and role <> 'person'
) as o
join test as t on t.test_id = o.test_id and t.closed_by is null
where o.pupil_id in (select pupil_id from ref_owner);

-- step: choice_row: each row with the results that it fits; the key of a source decides between those
create or replace temp table choice_row as
with fitting as (
    select
        s.rowid as row, s.line, s.decided_by, s.decided_on, k.result_id,
        k.source_key is not distinct from s.source_key as has_key
    from staged_source_choice as s
    join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1
    left join known_words as k
        on k.school_id = w.school_id and k.pupil_id = w.pupil_id
        and k.learning_line = s.learning_line and k.name = s.test
        and k.school_year = s.school_year and k.moment is not distinct from s.moment
        and k.taken_on is not distinct from s.taken_on and k.part is not distinct from s.part
        and k.publisher is not distinct from s.publisher
        and k.generation is not distinct from s.generation
)
select
    row, any_value(line) as line, any_value(decided_by) as decided_by,
    any_value(decided_on) as decided_on,
    case when bool_or(has_key and result_id is not null)
        then list(distinct result_id) filter (has_key and result_id is not null)
        else coalesce(list(distinct result_id) filter (result_id is not null), []) end as results
from fitting
group by row;

-- step: refuse_unknown_result
insert into refusal
select
    'source_choice', line,
    case when len(results) = 0 then 'Dit resultaat is niet bekend'
        else 'Dit past bij meer dan één resultaat van deze leerling' end,
    case when len(results) = 0
        then 'Importeer eerst de resultaten, of neem de hele export in een keer over'
        else 'Zet er moment, afnamedatum of bron_id bij' end
from choice_row where len(results) <> 1;

-- step: new_choice: decisions that do not stand yet, with the words that are kept: those of this
-- source where it speaks of the result itself, else what the result says
create or replace temp table new_choice as
with chosen as (
    select results[1] as result_id, min(line) as line, arg_min(decided_by, line) as decided_by,
        arg_min(decided_on, line) as decided_on
    from choice_row where len(results) = 1 group by results[1]
)
select
    row_number() over (order by n.line) as row, n.*, c.result_claim_id,
    o.result_id in (select result_id from result_claim where closed_by is null) as has_claims
from chosen as n
join result as o on o.result_id = n.result_id and o.closed_by is null
left join result_claim as c on c.closed_by is null and c.result_id = n.result_id
    and c.role <> 'person' and c.system = (select said_by from reading)
where n.result_id not in (
    select result_id from result_claim where closed_by is null and role = 'person'
);
