-- question: What is in the store of a school, of each kind, and which file was the last to bring it?
-- nl:       Wat staat er van een school in de gegevens, en welk bestand bracht dat het laatst?
-- params:   school_id bigint
-- row:      one per kind of which there is anything: count (open rows), file_name, format and
--           changed_at (UTC) of the newest change that brought one of them (what undo opened again is
--           of its own older file), file_name null when that was no file.  Norms are of every school.
--           For results the first and last half year, each with its first or last moment; without a
--           moment there with its first or last day, and without a day either with neither.
-- order:    pupils, groups, staff, results, norms, plans, evaluations, support levels,
--           transfer dossiers
-- families: facts, care
with result_part as (
    select
        half_year,
        moment,
        count(*) as count,
        max(coalesce(source_change, opened_by)) as newest,
        min(taken_on) as first_day,
        max(taken_on) as last_day
    from result
    where closed_by is null and school_id = $school_id
    group by half_year, moment
),
held as (
    select 1 as place, 'pupil' as kind, count(*) as count,
        max(coalesce(source_change, opened_by)) as newest
    from pupil where closed_by is null and school_id = $school_id
    union all
    select 2, 'group', count(*), max(coalesce(source_change, opened_by))
    from "group" where closed_by is null and school_id = $school_id
    union all
    select 3, 'staff', count(*), max(coalesce(source_change, opened_by))
    from staff where closed_by is null and school_id = $school_id
    union all
    select 4, 'result', sum(count)::bigint, max(newest) from result_part
    union all
    select 5, 'norm', count(*), max(coalesce(source_change, opened_by))
    from norm where closed_by is null
    union all
    select 6, 'plan', count(*), max(coalesce(source_change, opened_by))
    from plan where closed_by is null and school_id = $school_id
    union all
    select 7, 'evaluation', count(*), max(coalesce(source_change, opened_by))
    from evaluation where closed_by is null and school_id = $school_id
    union all
    select 8, 'support_level', count(*), max(coalesce(source_change, opened_by))
    from support_level where closed_by is null and school_id = $school_id
    union all
    select 9, 'transfer', count(*), max(coalesce(source_change, opened_by))
    from transfer where closed_by is null and school_id = $school_id
),
-- Within one half year a moment says more than a day.
span as (
    select
        'result' as kind,
        min(half_year) as first_half_year,
        max(half_year) as last_half_year,
        arg_min_null(
            moment, (half_year, moment is null, coalesce(moment[2:], ''), coalesce(moment, ''))
        ) as first_moment,
        arg_max_null(
            moment, (half_year, moment is not null, coalesce(moment[2:], ''), coalesce(moment, ''))
        ) as last_moment,
        arg_min_null(first_day, (half_year, moment is null)) as first_day,
        arg_max_null(last_day, (half_year, moment is not null)) as last_day
    from result_part
)
select
    held.kind,
    held.count,
    i.file_name,
    i.format,
    c.changed_at,
    span.first_half_year,
    span.first_moment,
    case when span.first_moment is null then span.first_day end as first_day,
    span.last_half_year,
    span.last_moment,
    case when span.last_moment is null then span.last_day end as last_day
from held
left join change as c on c.change_id = held.newest
left join intake as i on i.change_id = c.change_id
left join span on span.kind = held.kind
where held.count > 0
order by held.place;
