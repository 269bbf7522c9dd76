-- question: What has been measured of each running plan of a pupil since it began?
-- nl:       Wat is er gemeten sinds elk lopend plan van een leerling begon?
-- params:   school_id bigint, today date
-- row:      one per running plan of one learning line of a pupil who is here; measured: results on
--           that line since it began; last_moment and last_on: of the newest result; x_*: the last
--           score before it began, y_*: the newest since then on the same scale, null where there is
--           none; others_on: the day on which most of the year group took this line since then,
--           where at least half of them did and this pupil did not
-- order:    first day, plan
-- families: facts, care
with running as (
    select p.*
    from plan as p
    join pupil on pupil.pupil_id = p.pupil_id and pupil.closed_by is null
    where p.closed_by is null and p.school_id = $school_id
        and p.learning_line is not null
        and coalesce(pupil.left_on, $today) >= $today
        and p.starts_on <= $today
        and coalesce(p.ends_on, $today) >= $today
        and coalesce(p.status, '') not in
            ('concept', 'afgesloten', 'geevalueerd', 'voortgezet', 'opgeschaald')
),
placed as (
    select
        pupil_id,
        arg_max(year_group, (school_year, coalesce(is_home, false), placement_id)) as year_group
    from placement
    where closed_by is null and school_id = $school_id
        and school_year <= concat(
            year($today) - (month($today) < 8)::integer, '-', year($today) + (month($today) >= 8)::integer
        )
        and coalesce(from_on, $today) <= $today
        and coalesce(until_on, $today) >= $today
    group by pupil_id
),
of_pupil as (
    select
        r.plan_id, s.result_id, s.scale, s.test_id, s.shown_on, s.ability_score, s.measurement_error,
        coalesce(s.moment, s.school_year) as moment,
        s.shown_on >= r.starts_on as is_since
    from running as r
    join open_result as s
        on s.pupil_id = r.pupil_id and s.learning_line = r.learning_line and s.is_taken
        and s.part is null and s.shown_on <= $today
),
newest as (
    select
        plan_id,
        count(distinct shown_on) filter (is_since) as measured,
        arg_max(moment, (shown_on, result_id)) as last_moment,
        max(shown_on) as last_on,
        arg_max(
            {
                'scale': scale, 'test': test_id, 'score': ability_score, 'error': measurement_error,
                'moment': moment, 'day': shown_on
            },
            (shown_on, result_id)
        ) filter (is_since and ability_score is not null) as y
    from of_pupil
    group by plan_id
),
before as (
    select
        o.plan_id,
        arg_max(
            {'score': o.ability_score, 'error': o.measurement_error, 'moment': o.moment},
            (o.shown_on, o.result_id)
        ) as x
    from of_pupil as o
    join newest as n on n.plan_id = o.plan_id and o.scale = (n.y).scale
    where not o.is_since and o.ability_score is not null
    group by o.plan_id
),
others as (
    select
        r.plan_id,
        count(distinct h.pupil_id) as pupils,
        count(distinct s.pupil_id) as took,
        quantile_disc(s.shown_on, 0.5) as others_on
    from running as r
    join placed as me on me.pupil_id = r.pupil_id
    join placed as h on h.year_group = me.year_group and h.pupil_id <> r.pupil_id
    left join open_result as s
        on s.pupil_id = h.pupil_id and s.learning_line = r.learning_line and s.is_taken
        and s.shown_on between r.starts_on and $today
    group by r.plan_id
)
select
    r.plan_id,
    r.pupil_id,
    r.title,
    r.plan_kind,
    r.learning_line,
    coalesce(w.name, r.learning_line) as line_name,
    r.starts_on,
    coalesce(n.measured, 0) as measured,
    n.last_moment,
    n.last_on,
    (n.y).scale as scale,
    (n.y).test as test_id,
    (b.x).score as x_score,
    (b.x).error as x_error,
    (b.x).moment as x_moment,
    (n.y).score as y_score,
    (n.y).error as y_error,
    (n.y).moment as y_moment,
    (n.y).day as y_on,
    if(coalesce(n.measured, 0) = 0 and o.took > 0 and 2 * o.took >= o.pupils, o.others_on, null)
        as others_on
from running as r
left join learning_line as w on w.line = r.learning_line
left join newest as n on n.plan_id = r.plan_id
left join before as b on b.plan_id = r.plan_id
left join others as o on o.plan_id = r.plan_id
order by r.starts_on, r.plan_id;
