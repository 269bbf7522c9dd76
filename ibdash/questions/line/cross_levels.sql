-- question: How many pupils of a year group are at each level, school year by school year?
-- nl:       Hoeveel leerlingen van een jaargroep halen elk niveau, schooljaar na schooljaar?
-- params:   school_id bigint, learning_line varchar, moments varchar[], low_levels varchar[],
--           end_half_year integer
-- row:      one per moment (as in line/cross_section), school year, test and level that somebody
--           has; the level that the publisher gave goes first, else the one of an imported norm
--           table.  n: pupils with a level there; low: those at a level in low_levels ("I-V|IV").
--           rank: of the level on its scale, 1 is the lowest; null where no reference table knows
--           the scale.  Only from 5 pupils on.
-- order:    moment, school year, test, lowest level first
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
own as (
    select r.*
    from result as r
    left join placed as p on p.pupil_id = r.pupil_id and p.school_year = r.school_year
    where r.closed_by is null
        and r.is_taken
        and r.school_id = $school_id
        and r.learning_line = $learning_line
        and list_contains($moments, coalesce(r.moment, r.year_group))
        and r.half_year <= $end_half_year
        and coalesce(p.year_group, right(coalesce(r.moment, r.year_group), 1))
            = right(coalesce(r.moment, r.year_group), 1)
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
        o.pupil_id,
        o.test_id,
        coalesce(o.moment, o.year_group) as moment,
        o.school_year,
        coalesce(o.norm_version, n.norm_version) as norm_version,
        coalesce(o.level_scale, n.level_scale) as level_scale,
        coalesce(o.level, n.level) as level
    from own as o
    left join by_norm as n on o.level is null and n.result_id = o.result_id
    where coalesce(o.level, n.level) is not null
    qualify row_number() over (
        partition by o.pupil_id, o.test_id, coalesce(o.moment, o.year_group), o.school_year
        order by o.taken_on desc nulls last, o.result_id desc
    ) = 1
),
cohort as (
    select
        moment,
        school_year,
        test_id,
        mode(level_scale) as level_scale,
        mode(norm_version) as norm_version
    from levelled
    group by moment, school_year, test_id
),
counted as (
    select
        c.moment,
        c.school_year,
        c.test_id,
        any_value(c.level_scale) as level_scale,
        any_value(c.norm_version) as norm_version,
        l.level as level_code,
        count(*) as pupils
    from cohort as c
    join levelled as l
        on l.moment = c.moment and l.school_year = c.school_year and l.test_id = c.test_id
        and l.level_scale = c.level_scale
    group by c.moment, c.school_year, c.test_id, l.level
)
select
    k.moment,
    k.school_year,
    k.test_id,
    k.level_scale,
    k.norm_version,
    k.level_code,
    rank.rank,
    k.pupils,
    (sum(k.pupils) over cohort_of)::bigint as n,
    (coalesce(
        sum(k.pupils) filter (list_contains($low_levels, k.level_scale || '|' || k.level_code))
            over cohort_of,
        0
    ))::bigint as low
from counted as k
left join level_scale as rank on rank.scale = k.level_scale and rank.level = k.level_code
window cohort_of as (partition by k.moment, k.school_year, k.test_id)
qualify n >= 5
order by k.moment, k.school_year, k.test_id, rank.rank nulls last, k.level_code;
