-- question: How does the same year group score at the same moment, school year by school year?
-- nl:       Hoe scoort dezelfde jaargroep op hetzelfde moment, schooljaar na schooljaar?
-- params:   school_id bigint, learning_line varchar, measure varchar, moments varchar[],
--           end_half_year integer
-- row:      one per moment (M6; of a test once a year its year group, 6), test and school year,
--           over the pupils of that year group then.  A pupil who took another year group's test is
--           left out; without a placement of that year the test tells.  measure: score, percentile,
--           level, functioning_level, dle or avi, as in line/points.  placed: pupils in that year
--           group then, null where nobody knows.  Below 5 pupils there is n, and no more.
--           scale_levels, of measure level: all levels of the scale, lowest first.
-- order:    moment, school year, test
-- families: facts
with placed as (
    select
        school_year,
        pupil_id,
        arg_max(year_group, (coalesce(is_home, false), placement_id))
            filter (year_group is not null) as year_group
    from placement
    where closed_by is null and school_id = $school_id
    group by school_year, pupil_id
),
placed_count as (
    select school_year, year_group, count(*) as placed
    from placed
    group by school_year, year_group
),
valued as (
    select
        r.pupil_id,
        r.test_id,
        coalesce(r.moment, r.year_group) as moment,
        r.school_year,
        r.taken_on,
        r.result_id,
        r.norm_version,
        r.level_scale,
        case $measure
            when 'score' then r.ability_score
            when 'percentile' then r.percentile
            when 'dle' then r.dle
            when 'level' then rank.rank
            when 'avi' then card.rank
            when 'functioning_level' then
                2 * try_cast(regexp_extract(r.functioning_level, '[BME]([1-8])', 1) as double)
                + case regexp_extract(r.functioning_level, '([BME])[1-8]', 1)
                    when 'B' then -0.5 when 'M' then 0 when 'E' then 1 end
                + case left(trim(r.functioning_level), 1)
                    when '<' then -1 when '>' then 1 else 0 end
        end as value
    from result as r
    left join placed as p on p.pupil_id = r.pupil_id and p.school_year = r.school_year
    left join level_scale as rank
        on $measure = 'level' and rank.scale = r.level_scale and rank.level = r.level
    left join avi_level as card on $measure = 'avi' and card.avi = r.avi
    where r.closed_by is null
        and r.is_taken
        and r.school_id = $school_id
        and r.learning_line = $learning_line
        and list_contains($moments, coalesce(r.moment, r.year_group))
        and r.half_year <= $end_half_year
        and coalesce(p.year_group, right(coalesce(r.moment, r.year_group), 1))
            = right(coalesce(r.moment, r.year_group), 1)
),
taken as (
    select *
    from valued
    where value is not null
    qualify row_number() over (
        partition by pupil_id, test_id, moment, school_year
        order by taken_on desc nulls last, result_id desc
    ) = 1
),
-- Of a scale of a file's own too, where a reference table knows it.
scale_levels as (
    select scale, list(level order by rank) as levels
    from level_scale
    where $measure = 'level'
    group by scale
)
select
    t.moment,
    t.school_year,
    t.test_id,
    any_value(test.publisher) as publisher,
    any_value(test.name) as test_name,
    any_value(test.generation) as generation,
    any_value(test.part) as part,
    mode(t.norm_version) as norm_version,
    coalesce(any_value(s.levels), []) as scale_levels,
    quantile_disc(t.taken_on, 0.5) as taken_on,
    count(*) as n,
    any_value(c.placed) as placed,
    if(count(*) >= 5, avg(t.value), null) as mean,
    if(count(*) >= 5, stddev_samp(t.value), null) as sd,
    if(
        count(*) >= 5,
        if(
            $measure in ('score', 'percentile', 'dle'),
            quantile_cont(t.value, [0.1, 0.25, 0.5, 0.75, 0.9]),
            quantile_disc(t.value, [0.1, 0.25, 0.5, 0.75, 0.9])
        ),
        null
    ) as spread
from taken as t
join test on test.test_id = t.test_id and test.closed_by is null
left join scale_levels as s on s.scale = t.level_scale
left join placed_count as c on c.school_year = t.school_year and c.year_group = right(t.moment, 1)
group by t.moment, t.school_year, t.test_id
order by t.moment, t.school_year, n desc, t.test_id;
