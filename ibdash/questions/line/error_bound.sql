-- question: How large can the measurement error of a test be at most, by the school's own results?
-- nl:       Hoe groot kan de meetfout van een toets hoogstens zijn, volgens de eigen resultaten?
-- params:   school_id bigint, test_id bigint, before_half_year integer
-- row:      one, or none below 60 steps; error in points, steps the pupils' steps behind it, in
--           pairs of moments of at least 8 (methods, section 1: an upper bound, where the publisher
--           delivers no error) that ended before this half year, as on the page Groep
-- families: facts
with last_of_moment as (
    select
        pupil_id,
        half_year,
        coalesce(moment, year_group, '') as moment,
        (coalesce(moment[1], '') <> 'B') as after_b,
        ability_score as score
    from result
    where closed_by is null
        and school_id = $school_id
        and test_id = $test_id
        and half_year < $before_half_year
        and ability_score is not null
    qualify row_number() over (
        partition by pupil_id, half_year, coalesce(moment[1], '') <> 'B'
        order by taken_on desc nulls last, result_id desc
    ) = 1
),
step as (
    select
        lag(moment) over before || '>' || moment as pair,
        lag(score) over before as x,
        score as y
    from last_of_moment
    window before as (partition by pupil_id order by half_year, after_b)
    qualify x is not null
),
pair as (
    select
        count(*) as n,
        var_samp(x) as var_x,
        var_samp(y) as var_y,
        covar_samp(x, y) as cov
    from step
    group by pair
    having count(*) >= 8
),
bound as (
    select
        n,
        greatest(0, ((var_x + var_y) - sqrt((var_x - var_y) ** 2 + 4 * cov ** 2)) / 2) as square
    from pair
)
select sqrt(sum((n - 1) * square) / sum(n - 1)) as error, sum(n)::bigint as steps
from bound
having sum(n - 1) >= 60;
