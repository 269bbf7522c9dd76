-- question: How many pupils are at each level on a learning line, moment by moment?
-- nl:       Hoeveel leerlingen halen elk niveau op een leerlijn, moment na moment?
-- params:   school_id bigint, learning_line varchar, pupil_ids bigint[], year_groups varchar[],
--           low_levels varchar[], end_half_year integer
-- row:      one per year group of now, test, moment and level that somebody has.  The level that
--           the publisher gave goes first, else the one of an imported norm table.  n: pupils with
--           a level there; low: those at a level in low_levels ("I-V|IV").  both, both_low,
--           left_low and entered_low: of the pupils with a level at the moment before it too, on
--           the same scale and norm.  place: 2 * half year, + 1 but for a B moment.  rank: of the
--           level on its scale, 1 is the lowest; null on a scale that no reference table knows.
-- order:    year group, place, test, lowest level first
-- families: facts
with asked as (
    select unnest($pupil_ids) as pupil_id, unnest($year_groups) as year_group
),
own as (
    select
        a.year_group as series,
        r.pupil_id,
        r.result_id,
        r.test_id,
        2 * r.half_year + (coalesce(r.moment[1], '') <> 'B')::integer as place,
        r.half_year,
        r.moment,
        r.year_group,
        r.taken_on,
        r.norm_version,
        r.ability_score,
        if(r.level is not null, r.level_scale, if(r.level_2 is not null, r.level_scale_2, null))
            as level_scale,
        coalesce(r.level, r.level_2) as level
    from result as r
    join asked as a using (pupil_id)
    where r.closed_by is null
        and r.is_taken
        and r.school_id = $school_id
        and r.learning_line = $learning_line
        and r.half_year <= $end_half_year
),
-- As the view norm_level does it, for these few results only: going through all of the store's
-- would take a second.
unlevelled as (
    select o.result_id, o.moment, o.year_group, o.norm_version, o.ability_score,
        t.publisher, t.name, t.generation
    from own as o
    join test as t on t.test_id = o.test_id and t.closed_by is null
    where o.level is null and o.ability_score is not null
),
bound as (
    select
        n.*,
        max(n.score_to) over cell as cell_to,
        lead(n.score_from) over (
            partition by n.publisher, n.test, n.generation, n.norm_version, n.moment, n.level_scale
            order by n.score_from
        ) as next_from
    from norm as n
    where n.closed_by is null
        and n.learning_line = $learning_line
        and n.test in (select name from unlevelled)
    window cell as (
        partition by n.publisher, n.test, n.generation, n.norm_version, n.moment, n.level_scale
    )
),
by_norm as (
    select
        u.result_id,
        b.level_scale,
        any_value(b.level) as level,
        any_value(b.norm_version) as norm_version
    from unlevelled as u
    join bound as b
        on b.test = u.name
        and (u.publisher is null or b.publisher = u.publisher)
        and (u.generation is null or b.generation = u.generation)
        and (u.norm_version is null or b.norm_version = u.norm_version)
        and (b.moment = u.moment or (u.moment is null and b.moment[2:] = u.year_group))
        and u.ability_score >= b.score_from
        and u.ability_score < coalesce(b.next_from, b.cell_to + 1)
    group by u.result_id, b.level_scale
    having count(distinct b.level) = 1
),
levelled as (
    select
        o.* exclude (moment, norm_version, level_scale, level),
        coalesce(o.moment, o.year_group, '') as moment,
        coalesce(o.norm_version, n.norm_version) as norm_version,
        coalesce(o.level_scale, n.level_scale) as level_scale,
        coalesce(o.level, n.level) as level
    from own as o
    left join by_norm as n on o.level is null and n.result_id = o.result_id
    where coalesce(o.level, n.level) is not null
    qualify row_number() over (
        partition by o.pupil_id, o.test_id, o.place
        order by o.taken_on desc nulls last, o.result_id desc
    ) = 1
),
-- What most pupils have says which scale and norm a moment is shown on.
moment_of as (
    select
        series,
        test_id,
        place,
        any_value(half_year) as half_year,
        mode(moment) as moment,
        quantile_disc(taken_on, 0.5) as taken_on,
        mode(level_scale) as level_scale,
        mode(norm_version) as norm_version
    from levelled
    group by series, test_id, place
),
shown as (
    select
        l.pupil_id,
        m.*,
        l.level,
        list_contains($low_levels, m.level_scale || '|' || l.level) as is_low
    from levelled as l
    join moment_of as m
        on m.series = l.series and m.test_id = l.test_id and m.place = l.place
        and m.level_scale = l.level_scale
),
size as (
    select
        series, test_id, place, count(*) as n, count(*) filter (is_low) as low
    from shown
    group by series, test_id, place
),
before_it as (
    select
        s.series,
        s.test_id,
        s.place,
        lag(s.place) over (partition by s.series, s.test_id order by s.place) as before
    from size as s
    join (select year_group, count(*) as placed from asked group by year_group) as c
        on c.year_group = s.series and s.n >= least(5, c.placed)
),
moved as (
    select
        b.series,
        b.test_id,
        b.place,
        any_value(b.before) as before,
        count(*) as both,
        count(*) filter (now.is_low) as both_low,
        count(*) filter (earlier.is_low and not now.is_low) as left_low,
        count(*) filter (now.is_low and not earlier.is_low) as entered_low
    from before_it as b
    join shown as now
        on now.series = b.series and now.test_id = b.test_id and now.place = b.place
    join shown as earlier
        on earlier.pupil_id = now.pupil_id and earlier.test_id = b.test_id
        and earlier.place = b.before
        and earlier.level_scale = now.level_scale
        and earlier.norm_version is not distinct from now.norm_version
    group by b.series, b.test_id, b.place
)
select
    s.series,
    s.test_id,
    s.place,
    any_value(s.half_year) as half_year,
    any_value(s.moment) as moment,
    any_value(s.taken_on) as taken_on,
    any_value(s.level_scale) as level_scale,
    any_value(s.norm_version) as norm_version,
    s.level as level_code,
    any_value(rank.rank) as rank,
    count(*) as pupils,
    any_value(size.n) as n,
    any_value(size.low) as low,
    any_value(m.before) as before,
    any_value(m.both) as both,
    any_value(m.both_low) as both_low,
    any_value(m.left_low) as left_low,
    any_value(m.entered_low) as entered_low
from shown as s
join size on size.series = s.series and size.test_id = s.test_id and size.place = s.place
left join moved as m on m.series = s.series and m.test_id = s.test_id and m.place = s.place
left join level_scale as rank on rank.scale = s.level_scale and rank.level = s.level
group by s.series, s.test_id, s.place, s.level
order by s.series, s.place, s.test_id, any_value(rank.rank) nulls last, s.level;
