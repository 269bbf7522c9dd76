-- Results: the same result is the one with the same source key, else with the same pupil, test,
-- school year, moment and date; a row that differs only in its date from a vanished one of the same
-- pupil, test, school year and moment is that one, changed.

-- step: notice_future: a test that is still to come is mostly a mistyped year; one remark a file
insert into notice
select 'result', min(s.line), 'warning',
    case when count(*) = 1 then 'Bij 1 regel ligt de afnamedatum in de toekomst'
        else 'Bij ' || count(*) || ' regels ligt de afnamedatum in de toekomst' end
    || case when count(*) = 1 then '; de rij is overgenomen'
        else '; de rijen zijn overgenomen en de eerste is regel ' || min(s.line) end,
    'Kijk of de datum klopt'
from staged_result as s, reading as r
where s.taken_on > r.today and s.line not in (select line from refusal where kind = 'result')
having count(*) > 0;

-- step: result_key: who and what each row is about; mark is equal where the key is
create or replace temp table result_key as
select
    s.rowid as row, s.line, w.school_id, w.pupil_id, t.test_id, s.source_key, s.school_year,
    s.moment, s.taken_on, coalesce(system_of(s.origin), r.said_by) as system,
    case when s.source_key is null
        then hash(w.school_id, w.pupil_id, t.test_id, s.school_year, s.moment, s.taken_on, s.origin)
        else hash(w.school_id, s.source_key, s.origin) end as mark
from staged_result as s
cross join reading as r
join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1
join test_of as t on t.ref = s.test_ref;

-- step: repeated: rows of this file that share a key; most files have none
create or replace temp table repeated as
with suspect as (
    select mark from result_key group by mark having count(*) > 1
),
same_key as (
    select k.* from result_key as k semi join suspect using (mark)
)
select
    k.row, k.line,
    row_number() over same as nth,
    min(s.said) over same <> max(s.said) over same as differ
from same_key as k
join (
    select rowid as row, hash(*columns(* exclude (line, pupil_ref))) as said from staged_result
) as s on s.row = k.row
window same as (
    partition by k.mark, k.school_id, k.system, k.source_key,
        case when k.source_key is null then k.pupil_id end,
        case when k.source_key is null then k.test_id end
    order by k.line rows between unbounded preceding and unbounded following
);

-- step: own_claim: what this source said before of results of which others speak too
create or replace temp table own_claim as
select
    c.result_claim_id, c.result_id, c.school_id, c.pupil_id, c.test_id, c.source_key,
    c.school_year, c.moment, c.taken_on
from result_claim as c, reading as r
where c.closed_by is null and c.system = r.said_by;

-- step: only_result: where no other source speaks, every result is of this one
create or replace temp view own_result as
select
    o.result_id, o.school_id, o.pupil_id, o.test_id, o.source_key, o.school_year, o.moment,
    o.taken_on
from result as o
where o.closed_by is null;

-- step: own_result: the words of this source by which it recognises its own results
create or replace temp view own_result as
select
    o.result_id, o.school_id, o.pupil_id, o.test_id, o.source_key, o.school_year, o.moment,
    o.taken_on
from result as o
where o.closed_by is null and o.system = (select said_by from reading)
    and o.result_id not in (select result_id from own_claim)
union all
select
    result_id, school_id, pupil_id, test_id, source_key, school_year, moment, taken_on
from own_claim;

-- step: result_match
create or replace temp table result_match (row bigint, known_id bigint);

-- step: named_result: the words of the systems that our own export names beside its rows
create or replace temp table named_result as
with said as (
    select result_id, school_id, system, pupil_id, test_id, source_key, school_year, moment, taken_on
    from result_claim where closed_by is null and role <> 'person'
)
select * from said
union all
select
    o.result_id, o.school_id, o.system, o.pupil_id, o.test_id, o.source_key, o.school_year, o.moment,
    o.taken_on
from result as o
where o.closed_by is null
    and not exists (select 1 from said as s where s.result_id = o.result_id and s.system = o.system);

-- step: match_named_key
insert into result_match
select k.row, min(o.result_id)
from result_key as k
cross join reading as r
join named_result as o
    on o.school_id = k.school_id and o.system = k.system and o.source_key = k.source_key
where k.system <> r.said_by
group by k.row;

-- step: match_named_words: of which one fits on either side
insert into result_match
select row, result_id from (
    select k.row, o.result_id, count(*) over (partition by k.row) as here,
        count(*) over (partition by o.result_id) as there
    from result_key as k
    cross join reading as r
    join named_result as o
        on o.system = k.system and o.pupil_id = k.pupil_id and o.test_id = k.test_id
        and o.school_year = k.school_year and o.moment is not distinct from k.moment
        and o.taken_on is not distinct from k.taken_on
    where k.system <> r.said_by and (k.source_key is null or o.source_key is null)
        and k.row not in (select row from result_match)
        and o.result_id not in (select known_id from result_match)
)
where here = 1 and there = 1;

-- step: match_by_source_key: a key decides within the source that gave it
insert into result_match
select k.row, o.result_id
from result_key as k
join own_result as o on o.school_id = k.school_id and o.source_key = k.source_key
where k.source_key is not null
    and k.row not in (select row from result_match)
    and o.result_id not in (select known_id from result_match);

-- step: match_by_key
insert into result_match
select k.row, min(o.result_id)
from result_key as k
join own_result as o
    on o.pupil_id = k.pupil_id and o.test_id = k.test_id
    and o.school_year = k.school_year and o.moment is not distinct from k.moment
    and o.taken_on is not distinct from k.taken_on
where (k.source_key is null or o.source_key is null)
    and not exists (select 1 from result_match as m where m.row = k.row)
group by k.row;

-- step: match_by_moment: only the date differs, on both sides exactly one is left
insert into result_match
with left_over as (
    select k.row, k.pupil_id, k.test_id, k.school_year, k.moment
    from result_key as k
    where k.moment is not null and k.source_key is null
        and not exists (select 1 from result_match as m where m.row = k.row)
),
vanished as (
    select o.result_id, o.pupil_id, o.test_id, o.school_year, o.moment
    from own_result as o
    where o.source_key is null
        and o.pupil_id in (select pupil_id from left_over)
        and not exists (select 1 from result_match as m where m.known_id = o.result_id)
),
pair as (
    select l.row, v.result_id,
        count(*) over (partition by l.row) as here,
        count(*) over (partition by v.result_id) as there
    from left_over as l
    join vanished as v using (pupil_id, test_id, school_year, moment)
)
select row, result_id from pair where here = 1 and there = 1;

-- step: shared_result: rows about a result of which another source speaks too
create or replace temp table shared_result as
with shared as (
    select o.result_id from result as o, reading as r
    where o.closed_by is null and o.system <> r.said_by
    union
    select result_id from result_claim where closed_by is null
)
select m.row, m.known_id from result_match as m join shared as s on s.result_id = m.known_id;

-- step: read_result
create or replace temp view read_result as
select
    s.rowid as row, s.line, m.known_id, w.school_id,
    coalesce(system_of(s.origin), (select said_by from reading)) as system, s.source_key,
    role_of(s.origin, (select said_by from reading)) as source_role, w.pupil_id, t.test_id,
    t.learning_line, s.school_year, s.moment,
    -- without a moment the date says which half year; without both the result is of the whole year
    2 * left(s.school_year, 4)::integer + case
        when s.moment is not null then (s.moment[1] = 'E')::integer
        when s.taken_on is not null then (month(s.taken_on) between 4 and 7)::integer
        else 1
    end as half_year,
    s.taken_on, s.norm_version, s.year_group, s.raw_score, s.ability_score, s.measurement_error,
    s.level_scale, s.level, s.corrected_level, s.level_scale_2, s.level_2, s.corrected_level_2,
    s.percentile, s.level_value, s.dl, s.dle, s.dq, s.functioning_level, s.reference_level, s.avi,
    s.no_result_reason, s.comment,
    coalesce(s.raw_score, s.ability_score, s.percentile, s.dle, s.dq) is not null
        or coalesce(s.level, s.level_2, s.corrected_level, s.functioning_level, s.reference_level, s.avi) is not null
        as is_taken
from staged_result as s
join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1
join test_of as t on t.ref = s.test_ref
left join result_match as m on m.row = s.rowid
where s.rowid not in (select row from repeated where differ or nth > 1);

-- step: incoming_result: of the others this source alone speaks
create or replace temp view incoming_result as
select * from read_result where row not in (select row from shared_result);

-- step: result_change: what changes in known results, for the preview
create or replace temp table result_change as
select i.line, p.display_name, i.learning_line, i.moment, i.school_year, i.level_scale,
    o.ability_score as old_score, i.ability_score as new_score,
    o.level as old_level, i.level as new_level,
    o.percentile as old_percentile, i.percentile as new_percentile,
    o.taken_on as old_date, i.taken_on as new_date,
    o.dle as old_dle, i.dle as new_dle
from incoming_result as i
join verdict_result as v on v.row = i.row and v.verdict = 'changed'
join result as o on o.result_id = i.known_id and o.closed_by is null
join pupil as p on p.pupil_id = o.pupil_id and p.closed_by is null
order by i.line limit 50;
