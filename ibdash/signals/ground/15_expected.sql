-- scored: one score per pupil, scale and main moment (M or E) of the school, with the scores before
-- it on that scale: x1 the last one, x2 and x3 those of the half years before it, where none was
-- missed (methods.md 3).
create or replace temp table scored as
with told as (
    select
        pupil_id,
        learning_line,
        test_id,
        -- Of one school: its own pupils are its reference.
        hash(school_id, test_id) as scale,
        school_year,
        half_year,
        moment,
        ability_score as score,
        measurement_error as error,
        result_id,
        shown_on,
        part is not null as is_part
    from open_result
    where school_id in (select school_id from asked_school) and ability_score is not null
        and moment[1] in ('M', 'E') and coalesce(is_taken, true) and shown_on <= $today + 31
),
-- Nearly every score is the only one of its moment; only the others have to be sorted.
told_twice as (
    select pupil_id, test_id, half_year from told group by all having count(*) > 1
),
one as (
    select * from told anti join told_twice using (pupil_id, test_id, half_year)
    union all
    select t.*
    from told as t
    semi join told_twice as w using (pupil_id, test_id, half_year)
    qualify row_number() over (
        partition by t.pupil_id, t.test_id, t.half_year order by t.shown_on desc, t.result_id desc
    ) = 1
)
select
    * exclude (test_id),
    concat(lag(moment) over career, '>', moment) as pair,
    lag(moment) over career as from_moment,
    lag(score) over career as x1,
    lag(error) over career as error_1,
    lag(result_id) over career as result_1,
    lag(shown_on) over career as shown_1,
    lag(half_year) over career as half_year_1,
    if(lag(half_year, 2) over career = lag(half_year) over career - 1,
        lag(score, 2) over career, null) as x2,
    if(lag(half_year, 3) over career = lag(half_year) over career - 2,
        lag(score, 3) over career, null) as x3,
    -- The score of a year before: two main moments ago, none missed.
    if(lag(half_year, 2) over career = half_year - 2, lag(score, 2) over career, null) as year_ago,
    if(lag(half_year, 2) over career = half_year - 2, lag(moment, 2) over career, null)
        as year_ago_moment,
    if(lag(half_year, 2) over career = half_year - 2, lag(result_id, 2) over career, null)
        as year_ago_result
from one
window career as (partition by scale, pupil_id order by half_year);

-- judged: the last two scores of a pupil who is here on a line, of the last one and a half year, on
-- the scale of the newest; of several tests of one moment the whole goes before a part, then the last
-- taken.  place: 1 for the newest.
create or replace temp table judged as
with recent as (
    select
        s.*,
        h.group_id,
        h.half_year_now,
        first_value(s.scale) over (
            partition by s.pupil_id, s.learning_line
            order by s.half_year desc, s.is_part, s.shown_on desc, s.result_id desc
        ) as main_scale
    from scored as s
    join here as h on h.pupil_id = s.pupil_id
    where s.half_year >= h.half_year_now - 2
)
select
    * exclude (main_scale, is_part),
    row_number() over (partition by pupil_id, scale order by half_year desc) as place
from recent
where scale = main_scale
qualify place <= 2;

-- Each moment is judged by what was known before its window: M begins on 15 January, E on 15 May.
create or replace temp table judged_at as
select distinct
    scale,
    half_year,
    make_date(half_year // 2 + 1, if(half_year % 2 = 0, 1, 5), 15) as window_from
from judged;

-- error_bound: by scale and half year, the upper bound of the measurement error by the school's own
-- steps before it (methods.md 1): pairs of at least 8, together at least 60 steps.
create or replace temp table error_bound as
with bounded as (
    select
        a.scale,
        a.half_year,
        count(*) as n,
        greatest(
            0,
            (
                var_samp(s.x1) + var_samp(s.score)
                - sqrt((var_samp(s.x1) - var_samp(s.score)) ** 2 + 4 * covar_samp(s.x1, s.score) ** 2)
            ) / 2
        ) as smallest
    from judged_at as a
    join scored as s on s.scale = a.scale and s.half_year < a.half_year
        and s.shown_on < a.window_from and s.x1 is not null
    group by a.scale, a.half_year, s.pair
    having count(*) >= 8
)
select scale, half_year, round(sqrt(sum((n - 1) * smallest) / sum(n - 1)), 4) as error_bound
from bounded
group by scale, half_year
having sum(n - 1) >= 60;

-- expected: the 80 % range of each judged score, from pupils who made this step before its moment
-- (methods.md 3); low and high, and signal_below, the 5 % line.
create or replace temp table expected as
with k as (select unnest([1, 2, 3]) as k),
step as (
    select
        a.scale,
        a.half_year as judged_half,
        s.pupil_id,
        s.school_year,
        s.pair,
        k.k,
        case k.k when 1 then s.x1 when 2 then (2 * s.x1 + s.x2) / 3
            else (4 * s.x1 + 2 * s.x2 + s.x3) / 7 end as w,
        s.score as y
    from judged_at as a
    join scored as s on s.scale = a.scale and s.half_year < a.half_year
        and s.shown_on < a.window_from and s.x1 is not null
    cross join k
    where (k.k < 2 or s.x2 is not null) and (k.k < 3 or s.x3 is not null)
),
-- Rounded, so that who lies exactly in the middle is on the same side in every run.
cell as (
    select
        scale, judged_half, pair, k, count(*) as m, round(favg(w), 12) as mean_w, round(favg(y), 12) as mean_y,
        min(w) < max(w) as starts_differ
    from step
    group by scale, judged_half, pair, k
    having count(*) >= 5
),
deviation as (
    select
        s.scale, s.judged_half, s.k, s.pupil_id, s.school_year, c.m, c.starts_differ,
        s.w - c.mean_w as u, s.y - c.mean_y as v
    from step as s
    join cell as c using (scale, judged_half, pair, k)
),
line as (
    select
        scale, judged_half, k, count(*) as n, count(distinct pupil_id) as pupils, fsum(u * u) as suu,
        fsum(u * v) / fsum(u * u) as b,
        if(count(distinct school_year) = 1, 1.1, 1.0) as c
    from deviation
    group by scale, judged_half, k
    having count(*) >= 25 and bool_or(starts_differ)
),
residual as (
    select
        d.scale, d.judged_half, d.k, l.n, d.u,
        (d.v - l.b * d.u) / greatest(1 - 1 / d.m - d.u * d.u / l.suu, 0.2) as e
    from deviation as d
    join line as l using (scale, judged_half, k)
),
side as (
    select
        scale, judged_half, k, any_value(n) as n, favg(abs(e)) as mean_e,
        coalesce(regr_slope(abs(e), abs(u)), 0) as slope,
        coalesce(regr_intercept(abs(e), abs(u)), favg(abs(e))) as middle,
        coalesce(regr_slope(abs(e), -u) filter (u < 0), 0) as slope_lo,
        coalesce(regr_intercept(abs(e), -u) filter (u < 0), favg(abs(e)) filter (u < 0))
            as middle_lo,
        coalesce(regr_slope(abs(e), u) filter (u >= 0), 0) as slope_hi,
        coalesce(regr_intercept(abs(e), u) filter (u >= 0), favg(abs(e)) filter (u >= 0))
            as middle_hi
    from residual
    group by scale, judged_half, k
),
-- Two straight lines from 50 steps on, one for both sides below it.
spread as (
    select
        scale, judged_half, k, mean_e,
        if(n < 50, middle, middle_lo) as a_lo,
        if(n < 50, slope, slope_lo) as c_lo,
        if(n < 50, middle, middle_hi) as a_hi,
        if(n < 50, slope, slope_hi) as c_hi
    from side
),
z as (
    select
        r.scale, r.judged_half, r.k,
        list_sort(list(coalesce(
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
        ))) as z
    from residual as r
    join spread as s using (scale, judged_half, k)
    group by r.scale, r.judged_half, r.k
),
-- Quantiles at position p(n + 1): Hyndman and Fan's type 6.
quantile as (
    select scale, judged_half, k, quantile_6(z, 0.05) as q05, quantile_6(z, 0.1) as q10, quantile_6(z, 0.9) as q90
    from z
),
start as (
    select
        j.*,
        k.k,
        case k.k when 1 then j.x1 when 2 then (2 * j.x1 + j.x2) / 3
            else (4 * j.x1 + 2 * j.x2 + j.x3) / 7 end as w
    from judged as j
    cross join k
    where j.x1 is not null and (k.k < 2 or j.x2 is not null) and (k.k < 3 or j.x3 is not null)
),
chosen as (
    select
        a.*,
        l.n,
        l.pupils,
        c.mean_y + l.b * (a.w - c.mean_w) as expected,
        l.c * least(
            greatest(
                if(
                    a.w - c.mean_w < 0,
                    s.a_lo - s.c_lo * (a.w - c.mean_w),
                    s.a_hi + s.c_hi * (a.w - c.mean_w)
                ),
                0.5 * s.mean_e
            ),
            2.5 * s.mean_e
        ) as width,
        q.q05, q.q10, q.q90
    from start as a
    join cell as c on c.scale = a.scale and c.judged_half = a.half_year and c.pair = a.pair and c.k = a.k
    join line as l on l.scale = a.scale and l.judged_half = a.half_year and l.k = a.k
    join spread as s on s.scale = a.scale and s.judged_half = a.half_year and s.k = a.k
    join quantile as q on q.scale = a.scale and q.judged_half = a.half_year and q.k = a.k
    qualify row_number() over (
        partition by a.pupil_id, a.learning_line, a.half_year order by a.k desc
    ) = 1
)
select
    * exclude (width, q05, q10, q90),
    -- The order in which rows are added up differs from run to run; a score that lies exactly on a
    -- line must not.
    round(expected + q10 * width, 4) as low,
    round(expected + q90 * width, 4) as high,
    round(expected + q05 * width, 4) as signal_below
from chosen;
