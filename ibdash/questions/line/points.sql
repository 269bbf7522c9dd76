-- question: How do these pupils score on a learning line, moment by moment?
-- nl:       Hoe scoren deze leerlingen op een leerlijn, moment na moment?
-- params:   school_id bigint, learning_line varchar, measure varchar, pupil_ids bigint[],
--           year_groups varchar[], school_year varchar, end_half_year integer
-- row:      one per year group of now, test and moment, over the pupils with a value (the last one
--           where a pupil has two); and one with n = 0 and test_id null where a moment is missing.
--           measure: score, percentile, level, functioning_level, dle or avi; of steps in a row (a
--           level, a card) the value is the rank, with its text in `label` when n = 1.  Up to 4
--           values stand in `few` instead of mean and quantiles; of a single pupil level_code and
--           percentile are there too.  place: 2 * half year, + 1 but for a B moment.
--           growth: of ability scores, per half year, of the pupils who have both this moment and
--           the one before it (growth_from, a place).  reason: why a moment is missing (ziek ...);
--           niet_geleverd: tested, but without this measure.  norm_levels, lowest first, with the
--           lowest score of each in norm_from: where a norm table was taken in.  scale_levels, of
--           measure level: all levels of the point's level scale, lowest first.
-- order:    year group, place, test
-- families: facts
with asked as (
    select unnest($pupil_ids) as pupil_id, unnest($year_groups) as year_group
),
asked_count as (
    select year_group, count(*) as placed from asked group by year_group
),
-- Of the whole line: what other pupils of the school have says which moment is missing.
line_result as (
    select r.*, 2 * r.half_year + (coalesce(r.moment[1], '') <> 'B')::integer as place
    from result as r
    where r.closed_by is null
        and r.school_id = $school_id
        and r.learning_line = $learning_line
        and r.half_year <= $end_half_year
),
own as (
    select a.year_group as series, r.*
    from line_result as r
    join asked as a using (pupil_id)
),
valued as (
    select
        o.*,
        coalesce(
            o.taken_on,
            make_date(
                left(o.school_year, 4)::integer + (coalesce(o.moment[1], 'E') <> 'B')::integer,
                case o.moment[1] when 'M' then 1 when 'E' then 6 when 'B' then 10 else 6 end,
                case o.moment[1] when 'M' then 31 when 'E' then 7 else 1 end
            )
        ) as shown_on,
        case $measure
            when 'score' then o.ability_score
            when 'percentile' then o.percentile
            when 'dle' then o.dle
            when 'level' then rank.rank
            when 'avi' then card.rank
            when 'functioning_level' then
                2 * try_cast(regexp_extract(o.functioning_level, '[BME]([1-8])', 1) as double)
                + case regexp_extract(o.functioning_level, '([BME])[1-8]', 1)
                    when 'B' then -0.5 when 'M' then 0 when 'E' then 1 end
                + case left(trim(o.functioning_level), 1)
                    when '<' then -1 when '>' then 1 else 0 end
        end as value,
        case $measure
            when 'level' then coalesce(o.level, o.level_2)
            when 'avi' then o.avi
            when 'functioning_level' then o.functioning_level
        end as label
    from own as o
    left join level_scale as rank
        on $measure = 'level'
        and rank.scale = if(o.level is not null, o.level_scale, o.level_scale_2)
        and rank.level = coalesce(o.level, o.level_2)
    left join avi_level as card on $measure = 'avi' and card.avi = o.avi
    where o.is_taken
),
taken as (
    select *
    from valued
    where value is not null or label is not null
    qualify row_number() over (
        partition by pupil_id, test_id, place order by shown_on desc, result_id desc
    ) = 1
),
point as (
    select
        series,
        test_id,
        place,
        any_value(half_year) as half_year,
        any_value(school_year) as school_year,
        mode(coalesce(moment, year_group, '')) as moment,
        quantile_disc(shown_on, 0.5) as shown_on,
        count(taken_on) >= 0.5 * count(*) as has_date,
        count(*) as n,
        avg(value) as mean,
        quantile_cont(value, [0.1, 0.25, 0.5, 0.75, 0.9]) as spread,
        quantile_disc(value, [0.1, 0.25, 0.5, 0.75, 0.9]) as steps,
        list(value order by value) as few,
        any_value(label) as label,
        any_value(coalesce(level, level_2)) as level_code,
        any_value(percentile) as percentile,
        avg(measurement_error) as error,
        mode(norm_version) as norm_version,
        mode(if(level is null and level_2 is not null, level_scale_2, level_scale)) as level_scale
    from taken
    group by series, test_id, place
),
-- Of a scale of a file's own too, where a reference table knows it.
scale_levels as (
    select scale, list(level order by rank) as levels
    from level_scale
    where $measure = 'level'
    group by scale
),
-- A single pupil who was tested apart from the others makes no pair with the whole group.
paired as (
    select
        p.series,
        p.test_id,
        p.place,
        lag(p.place) over pupils_of as before,
        greatest(1, p.half_year - lag(p.half_year) over pupils_of) as half_years
    from point as p
    join asked_count as c on c.year_group = p.series
    where p.n >= least(5, c.placed)
    window pupils_of as (partition by p.series, p.test_id order by p.place)
),
growth as (
    select
        pair.series,
        pair.test_id,
        pair.place,
        any_value(pair.before) as growth_from,
        any_value(pair.half_years) as growth_half_years,
        count(*) as growth_n,
        avg((now.ability_score - earlier.ability_score) / pair.half_years) as growth_mean,
        stddev_samp((now.ability_score - earlier.ability_score) / pair.half_years) as growth_sd
    from paired as pair
    join taken as now
        on now.series = pair.series and now.test_id = pair.test_id and now.place = pair.place
    join taken as earlier
        on earlier.pupil_id = now.pupil_id and earlier.test_id = pair.test_id
        and earlier.place = pair.before
    where now.ability_score is not null and earlier.ability_score is not null
    group by pair.series, pair.test_id, pair.place
),
norm_of as (
    select
        p.series,
        p.test_id,
        p.place,
        list(n.level order by n.score_from) as norm_levels,
        list(n.score_from order by n.score_from) as norm_from,
        max(n.score_to) as norm_to,
        any_value(n.mean) as norm_mean,
        any_value(n.level_scale) as norm_scale
    from point as p
    join test as t on t.test_id = p.test_id and t.closed_by is null
    join norm as n
        on n.closed_by is null
        and n.learning_line = $learning_line
        and n.test = t.name
        and (t.publisher is null or n.publisher = t.publisher)
        and (t.generation is null or n.generation = t.generation)
        and n.norm_version = p.norm_version
        and n.moment = p.moment
    where $measure = 'score'
    group by p.series, p.test_id, p.place
    having count(distinct n.level_scale) = 1
),
-- A half year in which these pupils, or others in this line, were tested; between two points the
-- line must know such a part of the year, after the last one this very moment.
tested as (
    select a.year_group as series, r.half_year
    from result as r
    join asked as a using (pupil_id)
    where r.closed_by is null and r.is_taken and r.school_id = $school_id
        and r.half_year <= $end_half_year
    union
    select c.year_group, r.half_year
    from (select distinct half_year from line_result where is_taken) as r
    cross join asked_count as c
),
reach as (
    select series, min(half_year) as first, max(half_year) as last from point group by series
),
not_valued as (
    select
        series,
        half_year,
        bool_or(is_taken) as is_taken,
        mode(no_result_reason) as reason
    from own
    group by series, half_year
),
-- The year group that most of these pupils were in then; where nobody knows, counted back.
was_in as (
    select a.year_group as series, p.school_year, mode(p.year_group) as year_group
    from placement as p
    join asked as a using (pupil_id)
    where p.closed_by is null and p.school_id = $school_id
    group by a.year_group, p.school_year
),
untested as (
    select
        t.series,
        t.half_year,
        t.half_year < reach.last as is_between,
        coalesce(o.is_taken, false) as is_taken,
        o.reason,
        if(t.half_year % 2 = 0, 'M', 'E') as part,
        (t.half_year // 2) || '-' || (t.half_year // 2 + 1) as school_year,
        coalesce(
            w.year_group,
            (try_cast(nullif(t.series, '') as integer)
                - (left($school_year, 4)::integer - t.half_year // 2))::varchar,
            ''
        ) as year_group
    from tested as t
    join reach on reach.series = t.series
    left join not_valued as o on o.series = t.series and o.half_year = t.half_year
    left join was_in as w
        on w.series = t.series
        and w.school_year = (t.half_year // 2) || '-' || (t.half_year // 2 + 1)
    where t.half_year > reach.first
        and not exists (
            select 1 from point as p where p.series = t.series and p.half_year = t.half_year
        )
),
missing as (
    select *
    from untested as u
    where exists (
        select 1 from line_result as r
        where r.is_taken
            and r.moment[1] = u.part
            and (u.is_between or r.moment[2:] = u.year_group)
    )
)
select
    p.series,
    c.placed,
    p.test_id,
    p.place,
    p.half_year,
    p.school_year,
    p.moment,
    p.shown_on,
    p.has_date,
    p.n,
    if(p.n >= 5, p.mean, null) as mean,
    if(p.n >= 5, if($measure in ('score', 'percentile', 'dle'), p.spread, p.steps), null) as spread,
    if(p.n < 5, p.few, null) as few,
    if(p.n = 1, p.label, null) as label,
    if(p.n = 1, p.level_code, null) as level_code,
    if(p.n = 1, p.percentile, null) as percentile,
    p.error,
    p.norm_version,
    p.level_scale,
    coalesce(s.levels, []) as scale_levels,
    g.growth_from,
    g.growth_half_years,
    g.growth_n,
    g.growth_mean,
    g.growth_sd,
    n.norm_scale,
    n.norm_levels,
    n.norm_from,
    n.norm_to,
    n.norm_mean,
    null as reason
from point as p
join asked_count as c on c.year_group = p.series
left join growth as g on g.series = p.series and g.test_id = p.test_id and g.place = p.place
left join scale_levels as s on s.scale = p.level_scale
left join norm_of as n on n.series = p.series and n.test_id = p.test_id and n.place = p.place
union all by name
select
    m.series,
    c.placed,
    2 * m.half_year + 1 as place,
    m.half_year,
    m.school_year,
    m.part || m.year_group as moment,
    make_date(m.half_year // 2 + 1, if(m.part = 'M', 1, 6), if(m.part = 'M', 31, 7)) as shown_on,
    false as has_date,
    0 as n,
    if(m.is_taken, 'niet_geleverd', m.reason) as reason
from missing as m
join asked_count as c on c.year_group = m.series
order by series, place, test_id;
