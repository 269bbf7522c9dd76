-- question: What is in the store now, of each kind, and which file was the last to bring some?
-- row:      one per kind of which there is anything: count (open rows), file_name, format and
--           changed_at (UTC) of the newest change that opened one of them, file_name null when that
--           was no file.  For results the first and last moment with their half year, null where no
--           result has a moment.
-- order:    pupils, groups, staff, results, norms, plans, evaluations, support levels
-- families: facts, care
with result_part as (
    select half_year, moment, count(*) as count, max(opened_by) as newest
    from result
    where closed_by is null
    group by half_year, moment
),
held as (
    select 1 as place, 'pupil' as kind, count(*) as count, max(opened_by) as newest
    from pupil where closed_by is null
    union all
    select 2, 'group', count(*), max(opened_by) from "group" where closed_by is null
    union all
    select 3, 'staff', count(*), max(opened_by) from staff where closed_by is null
    union all
    select 4, 'result', sum(count)::bigint, max(newest) from result_part
    union all
    select 5, 'norm', count(*), max(opened_by) from norm where closed_by is null
    union all
    select 6, 'plan', count(*), max(opened_by) from plan where closed_by is null
    union all
    select 7, 'evaluation', count(*), max(opened_by) from evaluation where closed_by is null
    union all
    select 8, 'support_level', count(*), max(opened_by) from support_level where closed_by is null
),
span as (
    select
        'result' as kind,
        arg_min(moment, (half_year, moment[2:], moment)) as first_moment,
        min(half_year) as first_half_year,
        arg_max(moment, (half_year, moment[2:], moment)) as last_moment,
        max(half_year) as last_half_year
    from result_part
    where moment is not null
)
select
    held.kind,
    held.count,
    i.file_name,
    i.format,
    c.changed_at,
    span.first_moment,
    span.first_half_year,
    span.last_moment,
    span.last_half_year
from held
left join change as c on c.change_id = held.newest
left join intake as i on i.change_id = c.change_id
left join span on span.kind = held.kind
where held.count > 0
order by held.place;
