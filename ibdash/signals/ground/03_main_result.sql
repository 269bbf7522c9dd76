-- main_result: one row per pupil who is here, learning line and half year: the result of a main
-- moment (M or E).  Of several the whole test goes before a part, then what has a level, then the
-- last.  level, level_scale: the corrected level where it is given (toets op maat).
-- is_lowest: the lowest tenth; null where a plain V does not say whether it is (schaal I-V without V-).
-- rank: of the level on its scale, 1 is lowest.  place: 1 for the newest of the line.
create or replace temp table main_result as
with told_apart as (
    -- A test and norm version that gives I+ or V- somewhere tells the lowest tenth apart.
    select distinct school_id, test_id, norm_version
    from result
    where closed_by is null and school_id in (select school_id from asked_school)
        and (level in ('I+', 'V-') or level_2 in ('I+', 'V-') or corrected_level in ('I+', 'V-'))
),
chosen as (
    select r.*
    from open_result as r
    where r.school_id in (select school_id from asked_school)
        and r.pupil_id in (select pupil_id from here)
        and r.moment[1] in ('M', 'E')
        and coalesce(r.is_taken, true)
        and r.shown_on <= $today + 31
    qualify row_number() over (
        partition by r.pupil_id, r.learning_line, r.half_year
        order by
            r.part is not null,
            r.level is null and r.percentile is null and r.corrected_level is null,
            r.shown_on desc,
            r.result_id desc
    ) = 1
),
leveled as (
    select
        c.*,
        coalesce(c.corrected_level, c.level) as used_level,
        t.test_id is not null as tells_apart
    from chosen as c
    left join told_apart as t
        on t.school_id = c.school_id and t.test_id = c.test_id and t.norm_version is not distinct from c.norm_version
)
select
    l.result_id,
    l.pupil_id,
    l.learning_line,
    coalesce(w.name, l.learning_line) as line_name,
    l.scale,
    l.test_id,
    l.norm_version,
    l.half_year,
    l.moment,
    l.school_year,
    l.shown_on,
    l.ability_score as score,
    l.measurement_error,
    l.percentile,
    l.used_level as level,
    l.level_scale,
    s.rank,
    l.corrected_level is not null as is_corrected,
    case
        when l.corrected_level in ('E', 'V-') then true
        when l.corrected_level is not null and (l.corrected_level <> 'V' or l.tells_apart) then false
        when l.corrected_level is not null then null
        when l.percentile <= 10 or l.level in ('E', 'V-') or l.level_2 in ('E', 'V-') then true
        when l.percentile is not null then false
        when l.level_2 in ('A', 'B', 'C', 'D') or l.level in ('A', 'B', 'C', 'D') then false
        when l.level = 'V' then if(l.tells_apart, false, null)
        when l.level is not null then false
    end as is_lowest,
    l.level is not null or l.percentile is not null or l.corrected_level is not null as has_level,
    l.dl,
    l.dle,
    l.level_value,
    l.opened_by,
    row_number() over (partition by l.pupil_id, l.learning_line order by l.half_year desc) as place
from leveled as l
left join level_scale as s on s.scale = l.level_scale and s.level = l.used_level
left join learning_line as w on w.line = l.learning_line;
