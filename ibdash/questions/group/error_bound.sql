-- question: How large can the measurement error of each scale be, by the school's own results?
-- nl:       Hoe groot kan de meetfout van elke schaal zijn, volgens de eigen resultaten?
-- params:   school_id bigint, before_half_year integer
-- row:      one per scale with at least 60 steps: the upper bound in points (methods.md,
--           section 1), from pairs of at least 8 pupils that ended before this half year.  A pair
--           is (from moment, to moment); a repeated year makes a pair of its own.
-- order:    learning line, scale
-- families: facts
with scored as (
    -- One score per pupil, scale and half year; the last where there are more.
    select
        school_id,
        learning_line,
        scale,
        pupil_id,
        half_year,
        arg_max(coalesce(moment, year_group, ''), (shown_on, result_id)) as moment,
        arg_max(ability_score, (shown_on, result_id)) as score
    from open_result
    where school_id = $school_id
        and half_year < $before_half_year
        and ability_score is not null
    group by all
),
stepped as (
    select
        learning_line,
        scale,
        concat(lag(moment) over earlier, '>', moment) as pair,
        lag(score) over earlier as x,
        score as y
    from scored
    window earlier as (partition by scale, pupil_id order by half_year)
),
bounded as (
    select
        learning_line,
        scale,
        count(*) as n,
        greatest(
            0,
            (
                var_samp(x) + var_samp(y)
                - sqrt((var_samp(x) - var_samp(y)) ** 2 + 4 * covar_samp(x, y) ** 2)
            ) / 2
        ) as smallest
    from stepped
    where x is not null
    group by learning_line, scale, pair
    having count(*) >= 8
)
select
    learning_line,
    scale,
    sqrt(sum((n - 1) * smallest) / sum(n - 1)) as error_bound,
    sum(n - 1)::integer as steps
from bounded
group by learning_line, scale
having sum(n - 1) >= 60
order by learning_line, scale;
