-- question: In which range is a pupil's next score expected, by the school's earlier pupils with
--           such a start?
-- nl:       Welke score is hierna te verwachten, gezien eerdere leerlingen met zo'n begin?
-- params:   school_id bigint, test_id bigint, pupil_ids bigint[], moments varchar[],
--           half_years integer[], before date
-- row:      one per pupil, for the first of the asked moments (moments and half_years, of one
--           length) that enough earlier pupils went to from the same moment; else none.  The range
--           holds for 8 of 10 such pupils; signal_below is the 5 % line.  n: steps in the
--           reference, made by so many pupils; k: earlier scores used.  alike_from and alike_to:
--           the last score and the next of the 10 pupils who started most alike, null where there
--           are no 10 (methods, sections 3 and 7).  Only results from before `before`, the first
--           day of the moment's window, count.
-- order:    pupil
-- families: facts
with result_before as (
    select
        pupil_id,
        school_year,
        half_year,
        coalesce(moment, year_group, '') as moment,
        coalesce(moment[1], '') <> 'B' as after_b,
        ability_score as score
    from result
    where closed_by is null
        and school_id = $school_id
        and test_id = $test_id
        and ability_score is not null
        and half_year < list_min($half_years)
        and (taken_on is null or taken_on < $before)
    qualify row_number() over (
        partition by pupil_id, half_year, coalesce(moment[1], '') <> 'B'
        order by taken_on desc nulls last, result_id desc
    ) = 1
),
-- What each result is a step to, and what it is a start of: x1 the last score, x2 and x3 those of
-- the half years before it, where none was missed.
chain as (
    select
        pupil_id,
        school_year,
        half_year,
        moment,
        score,
        lag(moment) over career as from_moment,
        lag(score) over career as x1,
        if(lag(half_year, 2) over career = lag(half_year) over career - 1,
            lag(score, 2) over career, null) as x2,
        if(lag(half_year, 3) over career = lag(half_year) over career - 2,
            lag(score, 3) over career, null) as x3,
        if(lag(half_year) over career = half_year - 1, lag(score) over career, null) as s2,
        if(lag(half_year, 2) over career = half_year - 2, lag(score, 2) over career, null) as s3,
        lead(score) over career is null as is_last
    from result_before
    window career as (partition by pupil_id order by half_year, after_b)
),
k as (select unnest([1, 2, 3]) as k),
step as (
    select
        c.pupil_id,
        c.from_moment || '>' || c.moment as pair,
        c.school_year,
        c.half_year,
        k.k,
        c.x1,
        case k.k when 1 then c.x1 when 2 then (2 * c.x1 + c.x2) / 3
            else (4 * c.x1 + 2 * c.x2 + c.x3) / 7 end as w,
        c.score as y
    from chain as c
    cross join k
    where c.x1 is not null
        and (k.k < 2 or c.x2 is not null)
        and (k.k < 3 or c.x3 is not null)
),
asked as (
    select unnest($moments) as moment, unnest($half_years) as half_year
),
start as (
    select
        c.pupil_id,
        c.moment || '>' || a.moment as pair,
        a.moment,
        a.half_year,
        c.score as x1,
        k.k,
        case k.k when 1 then c.score when 2 then (2 * c.score + c.s2) / 3
            else (4 * c.score + 2 * c.s2 + c.s3) / 7 end as w
    from chain as c
    cross join asked as a
    cross join k
    where c.is_last
        and c.pupil_id in (select unnest($pupil_ids))
        and (k.k < 2 or c.s2 is not null)
        and (k.k < 3 or c.s3 is not null)
),
-- Rounded, so that who lies exactly in the middle is on the same side in every run.
cell as (
    select
        pair,
        k,
        count(*) as m,
        round(favg(w), 12) as mean_w,
        round(favg(y), 12) as mean_y,
        min(w) < max(w) as starts_differ,
        stddev_samp(w) as sd_w
    from step
    group by pair, k
    having count(*) >= 5
),
deviation as (
    select
        s.k,
        s.pupil_id,
        s.school_year,
        c.m,
        c.starts_differ,
        s.w - c.mean_w as u,
        s.y - c.mean_y as v
    from step as s
    join cell as c using (pair, k)
),
line as (
    select
        k,
        count(*) as n,
        count(distinct pupil_id) as pupils,
        fsum(u * u) as suu,
        fsum(u * v) / fsum(u * u) as b,
        if(count(distinct school_year) = 1, 1.1, 1.0) as c
    from deviation
    group by k
    having count(*) >= 25 and bool_or(starts_differ)
),
-- As if the pupil were not in the reference.
residual as (
    select
        d.k,
        l.n,
        d.u,
        (d.v - l.b * d.u) / greatest(1 - 1 / d.m - d.u * d.u / l.suu, 0.2) as e
    from deviation as d
    join line as l using (k)
),
side as (
    select
        k,
        favg(abs(e)) as mean_e,
        coalesce(regr_slope(abs(e), abs(u)), 0) as slope,
        coalesce(regr_intercept(abs(e), abs(u)), favg(abs(e))) as middle,
        coalesce(regr_slope(abs(e), -u) filter (u < 0), 0) as slope_lo,
        coalesce(regr_intercept(abs(e), -u) filter (u < 0), favg(abs(e)) filter (u < 0))
            as middle_lo,
        coalesce(regr_slope(abs(e), u) filter (u >= 0), 0) as slope_hi,
        coalesce(regr_intercept(abs(e), u) filter (u >= 0), favg(abs(e)) filter (u >= 0))
            as middle_hi
    from residual
    group by k
),
-- Two straight lines from 50 steps on, one for both sides below it.
spread as (
    select
        s.k,
        s.mean_e,
        if(l.n < 50, s.middle, s.middle_lo) as a_lo,
        if(l.n < 50, s.slope, s.slope_lo) as c_lo,
        if(l.n < 50, s.middle, s.middle_hi) as a_hi,
        if(l.n < 50, s.slope, s.slope_hi) as c_hi
    from side as s
    join line as l using (k)
),
z as (
    select
        r.k,
        list(coalesce(
            r.e / nullif(
                least(
                    greatest(
                        if(r.u < 0, s.a_lo - s.c_lo * r.u, s.a_hi + s.c_hi * r.u), 0.5 * s.mean_e
                    ),
                    2.5 * s.mean_e
                ),
                0
            ),
            0
        )) as z
    from residual as r
    join spread as s using (k)
    group by k
),
-- Quantiles at position p(n + 1): Hyndman and Fan's type 6.
quantile as (
    select
        k,
        z_sorted[floor(p10)::integer] + (p10 - floor(p10))
            * (z_sorted[floor(p10)::integer + 1] - z_sorted[floor(p10)::integer]) as q10,
        z_sorted[floor(p90)::integer] + (p90 - floor(p90))
            * (z_sorted[floor(p90)::integer + 1] - z_sorted[floor(p90)::integer]) as q90,
        z_sorted[floor(p05)::integer] + (p05 - floor(p05))
            * (z_sorted[floor(p05)::integer + 1] - z_sorted[floor(p05)::integer]) as q05
    from (
        select
            k,
            list_sort(z) as z_sorted,
            0.10 * (len(z) + 1) as p10,
            0.90 * (len(z) + 1) as p90,
            0.05 * (len(z) + 1) as p05
        from z
    )
),
chosen as (
    select
        a.pupil_id,
        a.pair,
        a.moment,
        a.half_year,
        a.k,
        a.x1,
        a.w,
        cell.sd_w,
        l.n,
        l.pupils,
        cell.mean_y + l.b * (a.w - cell.mean_w) as expected,
        l.c * least(
            greatest(
                if(
                    a.w - cell.mean_w < 0,
                    s.a_lo - s.c_lo * (a.w - cell.mean_w),
                    s.a_hi + s.c_hi * (a.w - cell.mean_w)
                ),
                0.5 * s.mean_e
            ),
            2.5 * s.mean_e
        ) as width
    from start as a
    join cell using (pair, k)
    join line as l using (k)
    join spread as s using (k)
    qualify row_number() over (partition by a.pupil_id order by a.half_year, a.k desc) = 1
),
near as (
    select c.pupil_id, s.x1, s.y
    from chosen as c
    join step as s
        on s.pair = c.pair and s.k = c.k and s.pupil_id <> c.pupil_id
        and abs(s.w - c.w) <= 0.5 * c.sd_w
    qualify row_number() over (
        partition by c.pupil_id order by abs(s.w - c.w), s.half_year, s.pupil_id
    ) <= 10
),
alike as (
    select pupil_id, list(x1 order by y, x1) as alike_from, list(y order by y, x1) as alike_to
    from near
    group by pupil_id
    having count(*) = 10
)
select
    c.pupil_id,
    c.pair,
    c.moment,
    c.half_year,
    c.n,
    c.pupils,
    c.k,
    c.x1,
    c.expected,
    c.expected + q.q10 * c.width as low,
    c.expected + q.q90 * c.width as high,
    c.expected + q.q05 * c.width as signal_below,
    a.alike_from,
    a.alike_to
from chosen as c
join quantile as q using (k)
left join alike as a using (pupil_id)
order by c.pupil_id;
