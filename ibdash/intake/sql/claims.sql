-- Results of which several sources speak.  Over sources the same result is the one of the same
-- pupil, line, part and school year, with a test of the same name whose publisher and generation do
-- not contradict, and with moment and date equal or unknown; one moment may have two dates.  It must be
-- the only one on both sides.

-- step: across_row: rows that this source says for the first time
create or replace temp table across_row as
select
    k.row, k.line, k.pupil_id, k.school_year, k.moment, k.taken_on, t.learning_line,
    t.name, t.publisher, t.generation, t.part
from result_key as k
join bare_test as t on t.test_id = k.test_id
where k.row not in (select row from result_match)
    and k.row not in (select row from repeated where differ or nth > 1);

-- step: across_known: results of others of which it did not speak before
create or replace temp table across_known as
select
    o.result_id, o.pupil_id, o.school_year, o.moment, o.taken_on, t.learning_line,
    t.name, t.publisher, t.generation, t.part
from result as o
cross join reading as r
join bare_test as t on t.test_id = o.test_id
where o.closed_by is null and o.system <> r.said_by
    and o.pupil_id in (select pupil_id from across_row)
    and o.result_id not in (select result_id from own_claim);

-- step: across_pair
create or replace temp table across_pair as
select l.row, l.line, o.result_id, coalesce(l.taken_on = o.taken_on, false) as same_day
from across_row as l
join across_known as o
    on o.pupil_id = l.pupil_id and o.learning_line = l.learning_line
    and o.school_year = l.school_year and o.name = l.name and o.part is not distinct from l.part
    and coalesce(o.publisher = l.publisher, true) and coalesce(o.generation = l.generation, true)
    and coalesce(o.moment = l.moment, true)
    and (coalesce(o.taken_on = l.taken_on, true) or o.moment = l.moment);

-- step: match_same_day: two sittings of one moment are told apart by their days
insert into result_match
select row, result_id from (
    select row, result_id, count(*) over (partition by row) as here,
        count(*) over (partition by result_id) as there
    from across_pair where same_day
)
where here = 1 and there = 1;

-- step: drop_matched
delete from across_pair
where row in (select row from result_match) or result_id in (select known_id from result_match);

-- step: match_across
insert into result_match
select row, result_id from (
    select row, result_id, count(*) over (partition by row) as here,
        count(*) over (partition by result_id) as there
    from across_pair
)
where here = 1 and there = 1;

-- step: notice_apart
insert into notice
select 'result', min(line), 'warning',
    case when count(distinct row) = 1 then 'Bij 1 regel past'
        else 'Bij ' || count(distinct row) || ' regels past' end
    || ' meer dan één resultaat van een andere bron; ze staan er los van elkaar in',
    'Zet bij de bron moment en afnamedatum erbij'
from across_pair where row not in (select row from result_match)
having count(*) > 0;

-- step: incoming_result_claim: this file's words, and what was known before as those of its source
create or replace temp table incoming_result_claim as
with said as (
    select
        c.result_claim_id as known_id, i.* exclude (row, known_id, system, source_role),
        i.source_role is not null as is_of_another, s.known_id as result_id, r.said_by as system, r.role, k.rank, r.change_id as from_change,
        null::varchar as decided_by, null::date as decided_on
    from shared_result as s
    join read_result as i on i.row = s.row
    cross join reading as r
    join source_rank as k on k.about = 'result' and k.role = r.role
    left join own_claim as c on c.result_id = s.known_id
    qualify row_number() over (partition by s.known_id order by i.line) = 1
    union all by name
    select
        null as known_id,
        o.* exclude (source_row, source_change, opened_by, closed_by, source_role),
        false as is_of_another, o.source_row as line,
        coalesce(o.source_role, i.role, 'table') as role, k.rank,
        coalesce(o.source_change, o.opened_by) as from_change
    from result as o
    left join intake as i on i.change_id = coalesce(o.source_change, o.opened_by)
    join source_rank as k
        on k.about = 'result' and k.role = coalesce(o.source_role, i.role, 'table')
    where o.closed_by is null and o.result_id in (select known_id from shared_result)
        and o.result_id not in (select result_id from result_claim where closed_by is null)
)
select row_number() over () as row, * from said;

-- step: against: what this file says of another outcome than the source that counts
create or replace temp table against as
select
    i.line, p.display_name, c.learning_line, c.moment, c.school_year, c.level_scale,
    w.ability_score as old_score, coalesce(c.ability_score, w.ability_score) as new_score,
    w.level as old_level, if(c.level_scale = w.level_scale, c.level, w.level) as new_level,
    w.percentile as old_percentile, coalesce(c.percentile, w.percentile) as new_percentile,
    w.taken_on as old_date, w.taken_on as new_date,
    w.dle as old_dle, coalesce(c.dle, w.dle) as new_dle
from judged_claim as c
cross join reading as r
join judged_claim as w on w.result_id = c.result_id and w.place = 1
join pupil as p on p.pupil_id = c.pupil_id and p.closed_by is null
join (
    select s.known_id, min(i.line) as line from shared_result as s
    join read_result as i on i.row = s.row group by s.known_id
) as i on i.known_id = c.result_id
where c.system = r.said_by and c.place > 1 and c.differs
order by i.line limit 50;

-- step: settled_result: after the claims are written
create or replace temp table settled_result as
select
    row_number() over () as row, s.line, s.known_id, v.* exclude (result_id)
from (
    select s.known_id, min(i.line) as line from shared_result as s
    join read_result as i on i.row = s.row
    where s.known_id not in (select result_id from repeating)
    group by s.known_id
) as s
join claimed_result as v on v.result_id = s.known_id;

-- step: settle
create or replace temp view incoming_result as select * from settled_result;
