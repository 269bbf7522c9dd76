-- trait_result: one row per main result of a line of which the newest is not older than the main
-- moment before this one, with what its level says.  Null: it does not say it (a plain V or I on a
-- scale without V- and I+, a letter without a percentile).
--   lowest_tenth  E, V- or a percentile of at most 10
--   lowest_level  E or V-, or V where the scale has no V-
--   low           D or E, V or V-
--   top_tenth     I+, or a percentile of at least 91
--   top_fifth     I or I+, or a percentile of at least 81
-- level_rank: on the scale with V- and I+ where the test has them, plain_rank: without.
-- own_moment: that of the year group of the pupil where the level is the corrected one.
create or replace temp table trait_result as
with newest as (
    select m.pupil_id, m.learning_line, m.half_year as newest_half
    from main_result as m
    join here as h on h.pupil_id = m.pupil_id
    where m.place = 1 and m.half_year >= h.half_year_now - 1
),
told_apart as (
    select distinct school_id, test_id, norm_version
    from result
    where closed_by is null and school_id in (select school_id from asked_school)
        and (level in ('I+', 'V-') or level_2 in ('I+', 'V-') or corrected_level in ('I+', 'V-'))
),
leveled as (
    select
        m.*,
        n.newest_half,
        t.test_id is not null as tells_apart,
        if(m.level_scale = 'A-E', m.level, null) as letter_1,
        if(m.level_scale = 'I-V', m.level, null) as numeral_1,
        if(r.level_scale_2 = 'A-E' and not m.is_corrected, r.level_2, null) as letter_2,
        if(r.level_scale_2 = 'I-V' and not m.is_corrected, r.level_2, null) as numeral_2,
        -- The percentile is that of the norm of the test, the corrected level of the own year.
        if(m.is_corrected, null, m.percentile) as own_percentile,
        y.year_group as own_group
    from main_result as m
    join newest as n on n.pupil_id = m.pupil_id and n.learning_line = m.learning_line
    join result as r on r.result_id = m.result_id and r.closed_by is null
    left join told_apart as t
        on t.school_id = r.school_id and t.test_id = m.test_id and t.norm_version is not distinct from m.norm_version
    left join own_year as y
        on y.pupil_id = m.pupil_id and y.begins = left(m.school_year, 4)::integer
),
named as (
    select
        *,
        coalesce(letter_1, letter_2) as letter,
        coalesce(numeral_1, numeral_2) as numeral
    from leveled
)
select
    n.pupil_id,
    n.learning_line,
    n.line_name,
    n.result_id,
    n.half_year,
    n.newest_half,
    n.moment,
    if(n.is_corrected and n.own_group is not null, n.moment[1] || n.own_group, n.moment) as own_moment,
    n.school_year,
    n.shown_on,
    n.scale,
    n.test_id,
    n.norm_version,
    n.score,
    n.level,
    n.level_scale,
    n.percentile,
    n.is_corrected,
    n.has_level,
    n.tells_apart,
    n.place,
    n.rank as level_rank,
    case
        when n.level_scale = 'I-V' then greatest(2, least(6, n.rank)) else n.rank
    end as plain_rank,
    n.is_lowest as lowest_tenth,
    case
        when n.is_lowest then true
        when n.numeral = 'V' then not n.tells_apart
        when n.has_level then false
    end as lowest_level,
    case
        when n.letter in ('D', 'E') or n.numeral in ('V', 'V-') then true
        when n.letter is not null or n.numeral is not null then false
        when n.own_percentile <= 20 then true
        when n.own_percentile > 25 then false
        when n.has_level and n.own_percentile is null then false
    end as low,
    case
        when n.numeral = 'I+' or n.own_percentile >= 91 then true
        when n.own_percentile < 91 then false
        when n.numeral = 'I' then if(n.tells_apart, false, null)
        when n.numeral is not null then false
        when n.letter = 'A' then null
        when n.has_level then false
    end as top_tenth,
    case
        when n.numeral in ('I', 'I+') or n.own_percentile >= 81 then true
        when n.numeral is not null or n.own_percentile < 81 then false
        when n.letter = 'A' then null
        when n.has_level then false
    end as top_fifth,
    n.level_value
from named as n;

-- trait_run: one row per pupil, line and trait that the newest main result has or may have.
-- run: results with it in a row, from the newest back; a moment that is missing ends the row.
-- maybe_run: those of which it is at least not known that they have it not.
-- moments, days, evidence: of the run, oldest first; days[n]: when the n-th was there.
-- unknown: moments within maybe_run that do not say it.
-- before: moments with it on the other side of a missing one, where the row would have gone on.
create or replace temp table trait_run as
with wide as (
    select
        pupil_id, learning_line, line_name, result_id, half_year, newest_half, moment, shown_on,
        level, place, has_level, lowest_tenth, lowest_level, low, top_tenth
    from trait_result
),
long as (
    from wide unpivot include nulls (
        has for trait in (lowest_tenth, lowest_level, low, top_tenth)
    )
),
begun as (
    select * from long
    semi join (
        select * from long
        where place = 1 and has is distinct from false
            -- What DYS asks of word reading alone.
            and (trait <> 'lowest_tenth' or learning_line = 'woordlezen')
    ) as n
        on n.pupil_id = long.pupil_id and n.learning_line = long.learning_line
        and n.trait = long.trait
),
followed as (
    select
        *,
        -- Once a moment is missing this stays behind.
        newest_half - half_year = place - 1 as in_row,
        bool_and(has is not distinct from true) over line as is_sure,
        bool_and(has is distinct from false) over line as is_possible
    from begun
    window line as (partition by pupil_id, learning_line, trait order by place)
)
select
    pupil_id,
    learning_line,
    any_value(line_name) as line_name,
    trait,
    any_value(newest_half) as newest_half,
    count(*) filter (in_row and is_sure) as run,
    count(*) filter (in_row and is_possible) as maybe_run,
    arg_min(moment, place) as newest_moment,
    arg_min(level, place) as newest_level,
    arg_min(shown_on, place) as newest_day,
    arg_min(has_level, place) as newest_has_level,
    arg_min(result_id, place) as newest_result,
    coalesce(list(moment order by half_year) filter (in_row and is_sure), []) as moments,
    coalesce(list(moment order by half_year) filter (in_row and is_possible), []) as maybe_moments,
    coalesce(list(moment order by half_year) filter (in_row and is_possible and has is null), [])
        as unknown,
    list(shown_on order by half_year) filter (in_row and is_sure) as days,
    list(shown_on order by half_year) filter (in_row and is_possible) as maybe_days,
    list({'fact': 'result', 'id': result_id, 'day': shown_on} order by half_year)
        filter (in_row and is_sure) as evidence,
    list({'fact': 'result', 'id': result_id, 'day': shown_on} order by half_year)
        filter (in_row and is_possible) as maybe_evidence,
    min(half_year) filter (is_sure) as sure_from,
    coalesce(list(moment order by half_year) filter (is_sure and not in_row), []) as before
from followed
where is_possible
group by pupil_id, learning_line, trait;

-- gap_said: what a sentence about a run adds where a missing moment cut it short; '' where none did.
create or replace temp table run_gap as
with missing as (
    select
        g.pupil_id, g.learning_line, g.trait, g.half_year,
        coalesce(
            if(g.half_year % 2 = 1, 'E', 'M') || y.year_group,
            if(g.half_year % 2 = 1, 'E', 'M') || ' van ' || g.half_year // 2 || '-' || g.half_year // 2 + 1
        ) as said
    from (
        select pupil_id, learning_line, trait, unnest(range(sure_from, newest_half)) as half_year
        from trait_run
        where len(before) > 0
    ) as g
    left join own_year as y on y.pupil_id = g.pupil_id and y.begins = g.half_year // 2
    anti join trait_result as r
        on r.pupil_id = g.pupil_id and r.learning_line = g.learning_line
        and r.half_year = g.half_year
)
select
    pupil_id, learning_line, trait,
    enumerated(list(said order by half_year)) || if(count(*) = 1, ' ontbreekt', ' ontbreken') as said
from missing
group by pupil_id, learning_line, trait;

create or replace temp macro gap_said(missing, before) as
    case
        when missing is null then ''
        else ' ' || missing || ', anders was de rij langer: bij ' || enumerated(before) || ' was het ook zo.'
    end;
