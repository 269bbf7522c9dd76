-- question: What does a pupil score on every learning line, moment by moment?
-- nl:       Wat haalt een leerling op elke leerlijn, moment na moment?
-- params:   school_id bigint, pupil_id bigint
-- row:      one per learning line, test and moment (the last result where there are two), with all
--           that was delivered of it; and one with test_id null for a moment at which others of the
--           school were tested on the line and this pupil was not, after the pupil's first result:
--           reason says why, where a file does.  place: 2 * half year, + 1 but for a B moment.
--           rank: of the level on its scale; scale_levels: all levels of that scale, lowest first;
--           functioning_rank: 2 * group for M, one more for E, half less for B; own_group: the year
--           group that the pupil was in then, null where it is not known
-- order:    learning line as in the list, then time, then test
-- families: facts
with own as (
    select
        r.*,
        2 * r.half_year + (coalesce(r.moment[1], '') <> 'B')::integer as place,
        coalesce(
            r.taken_on,
            make_date(
                left(r.school_year, 4)::integer + (coalesce(r.moment[1], 'E') <> 'B')::integer,
                case r.moment[1] when 'M' then 1 when 'E' then 6 when 'B' then 10 else 6 end,
                case r.moment[1] when 'M' then 31 when 'E' then 7 else 1 end
            )
        ) as shown_on
    from result as r
    where r.closed_by is null and r.school_id = $school_id and r.pupil_id = $pupil_id
),
taken as (
    select *
    from own
    where is_taken
    qualify row_number() over (
        partition by learning_line, test_id, place order by shown_on desc, result_id desc
    ) = 1
),
reach as (
    select learning_line, min(half_year) as first, max(half_year) as last
    from taken
    group by learning_line
),
was_in as (
    select school_year, mode(year_group) as year_group
    from placement
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
    group by school_year
),
tested as (
    select distinct r.learning_line, r.half_year, r.school_year, r.moment
    from result as r
    join reach using (learning_line)
    join was_in as w on w.school_year = r.school_year and r.moment[2:] = w.year_group
    where r.closed_by is null and r.school_id = $school_id and r.is_taken
        and r.moment[1] in ('M', 'E') and r.half_year > reach.first
),
missing as (
    select t.*, o.reason
    from tested as t
    left join (
        select learning_line, half_year, mode(no_result_reason) as reason
        from own
        where not is_taken
        group by learning_line, half_year
    ) as o using (learning_line, half_year)
    where not exists (
        select 1 from taken
        where taken.learning_line = t.learning_line and taken.half_year = t.half_year
    )
),
scale_levels as (
    select scale, list(level order by rank) as levels from level_scale group by scale
),
row as (
    select
        t.learning_line,
        t.test_id,
        t.place,
        t.half_year,
        t.school_year,
        coalesce(t.moment, t.year_group, '') as moment,
        t.shown_on,
        t.taken_on is not null as has_date,
        t.ability_score as score,
        t.measurement_error as error,
        t.percentile,
        coalesce(t.level, t.level_2) as level,
        if(t.level is null and t.level_2 is not null, t.level_scale_2, t.level_scale) as level_scale,
        coalesce(t.corrected_level, t.corrected_level_2) as corrected_level,
        t.dl,
        t.dle,
        t.functioning_level,
        t.reference_level,
        t.avi,
        t.norm_version,
        null as reason
    from taken as t
    union all by name
    select
        m.learning_line,
        2 * m.half_year + 1 as place,
        m.half_year,
        m.school_year,
        m.moment,
        make_date(
            m.half_year // 2 + 1, if(m.half_year % 2 = 0, 1, 6), if(m.half_year % 2 = 0, 31, 7)
        ) as shown_on,
        false as has_date,
        m.reason
    from missing as m
)
select
    r.*,
    coalesce(l.name, r.learning_line) as line_name,
    w.year_group as own_group,
    l.subject,
    concat_ws(' ', t.publisher, t.name, t.generation, t.part) as test_name,
    rank.rank,
    coalesce(s.levels, []) as scale_levels,
    card.rank as avi_rank,
    2 * try_cast(regexp_extract(r.functioning_level, '[BME]([1-8])', 1) as double)
        + case regexp_extract(r.functioning_level, '([BME])[1-8]', 1)
            when 'B' then -0.5 when 'M' then 0 when 'E' then 1 end
        + case left(trim(r.functioning_level), 1) when '<' then -1 when '>' then 1 else 0 end
        as functioning_rank
from row as r
left join was_in as w on w.school_year = r.school_year
left join learning_line as l on l.line = r.learning_line
left join test as t on t.test_id = r.test_id and t.closed_by is null
left join level_scale as rank on rank.scale = r.level_scale and rank.level = r.level
left join scale_levels as s on s.scale = r.level_scale
left join avi_level as card on card.avi = r.avi
order by l.sort nulls last, line_name, r.place, r.test_id;
