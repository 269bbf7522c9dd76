-- question: How does each pupil of a group stand on each learning line, and since when?
-- nl:       Hoe staat elke leerling van een groep op elke leerlijn, en sinds wanneer?
-- params:   pupil_ids bigint[], year_groups varchar[], school_year varchar
-- row:      one per pupil and learning line of the pupil's year group, as known at the end of the
--           school year; year_groups are those of the pupils, in the same order.  A line is there
--           when somebody of the year group has a result of at most a year before the page's
--           moment: the latest at which anybody of the year group has a result.
--           state: result (at the line's latest moment), older (of at most a year before),
--           missing (at least half of the year group has it, or it is delivered as not taken; never
--           of a moment of an earlier school year),
--           not_applicable (own learning route, exempt), elsewhere (the pupil came after the
--           moment's window), empty.  Who once reached AVI-Plus is done with AVI and never misses
--           it: older, however long ago.  own_level: the level says how the pupil stands among pupils
--           of the same year group.  previous_*: the score before it on the same scale, at most a
--           year earlier.  before_*: at the line's moment before this one.
--           trend: percentiles, else places on the level scale (0-100), of the last eight moments.
-- order:    pupils as given, learning line
-- families: facts
with placed as (
    select
        unnest($pupil_ids) as pupil_id,
        coalesce(unnest($year_groups), '') as placed_in,
        generate_subscripts($pupil_ids, 1) as place
),
known as (
    -- half_at: the half year, with B before M.  Four years back is enough for a trend.
    select
        r.pupil_id, placed.placed_in, r.learning_line, r.scale, r.part, r.norm_version,
        r.result_id, r.school_year, r.moment, r.shown_on, r.is_taken, r.no_result_reason,
        2 * r.half_year + (coalesce(r.moment[1], 'M') <> 'B')::integer as half_at,
        r.level_scale, r.level, r.level_scale_2, r.level_2, r.ability_score,
        r.measurement_error, r.percentile, r.functioning_level, r.reference_level, r.raw_score,
        r.avi, r.source_row,
        -- What undo opened again is of its own older file.
        coalesce(r.source_change, r.opened_by) as from_change,
        -- A test of another year group says how the pupil stands there; the corrected level, where
        -- delivered, how among pupils of the own year group.
        r.school_year = $school_year and placed.placed_in between '3' and '8'
            and coalesce(r.moment[2:], r.year_group, placed.placed_in) <> placed.placed_in
            as is_other_test,
        r.corrected_level
    from open_result as r
    join placed on placed.pupil_id = r.pupil_id
    where r.half_year between 2 * left($school_year, 4)::integer - 7
        and 2 * left($school_year, 4)::integer + 1
),
scale_in_use as (
    select placed_in, learning_line, scale, half_at, count(*) as results
    from known
    where is_taken
    group by all
),
main_scale as (
    select placed_in, learning_line, arg_max(scale, (half_at, results, scale)) as scale
    from scale_in_use
    group by placed_in, learning_line
),
sat as (
    -- One row per pupil, line and moment: taken before not taken, a whole test before its parts,
    -- the scale of most, the last.
    select *
    from known
    where result_id in (
        select max_by(k.result_id, (
            k.is_taken, k.part is null, k.scale is not distinct from m.scale, k.shown_on,
            k.result_id
        ))
        from known as k
        left join main_scale as m using (placed_in, learning_line)
        group by k.pupil_id, k.learning_line, k.half_at
    )
),
at_moment as (
    select
        placed_in, learning_line, half_at,
        count(*) as pupils,
        mode(moment) as moment,
        mode(school_year) as school_year,
        quantile_disc(shown_on, 0.5) as shown_on
    from sat
    where is_taken
    group by placed_in, learning_line, half_at
),
page as (
    select placed_in, max(half_at) as page_at from at_moment group by placed_in
),
now as (
    select
        placed_in, learning_line, page_at,
        max(half_at) as now_at,
        arg_max(pupils, half_at) as pupils,
        arg_max(moment, half_at) as moment,
        arg_max(school_year, half_at) as school_year,
        arg_max(shown_on, half_at) as shown_on
    from at_moment
    join page using (placed_in)
    where half_at >= page_at - 4
    group by placed_in, learning_line, page_at
),
line as (
    -- The moment before: at least half of those who have a result now had one then.
    select
        now.*,
        (select count(*) from placed as p where p.placed_in = now.placed_in) as placed_pupils,
        earlier.before_at,
        earlier.before_moment
    from now
    left join (
        select
            e.placed_in, e.learning_line,
            max(e.half_at) as before_at,
            arg_max(e.moment, e.half_at) as before_moment
        from at_moment as e
        join now using (placed_in, learning_line)
        where e.half_at between now.now_at - 4 and now.now_at - 1 and 2 * e.pupils >= now.pupils
        group by e.placed_in, e.learning_line
    ) as earlier using (placed_in, learning_line)
),
level_known as (
    select result_id, learning_line, level_scale, coalesce(if(is_other_test, corrected_level, null), level)
        as level, 1 as preference
    from known where level is not null
    union all
    select result_id, learning_line, level_scale_2, level_2, 2 from known where level_2 is not null
    union all
    select n.result_id, known.learning_line, n.level_scale, n.level_code, 3
    from norm_level as n
    join known on known.result_id = n.result_id and known.level is null and known.level_2 is null
    -- Constants reach the scan inside the view; a join would go through the whole store.
    where n.pupil_id between list_min($pupil_ids) and list_max($pupil_ids)
        and list_contains($pupil_ids, n.pupil_id)
),
line_scale as (
    -- A column shows one level scale: that of most results at the line's moment.
    select learning_line, arg_max(level_scale, (results, level_scale)) as level_scale
    from (
        select sat.learning_line, v.level_scale, count(*) as results
        from sat
        join line on line.placed_in = sat.placed_in and line.learning_line = sat.learning_line
            and line.now_at = sat.half_at
        join level_known as v on v.result_id = sat.result_id
        group by all
    )
    group by learning_line
),
rank_of as (
    select scale, level, rank, ranks
    from level_scale
    join (select scale, max(rank) as ranks from level_scale group by scale) using (scale)
    union all
    select
        level_scale, level,
        row_number() over (partition by level_scale order by avg(score_from), level),
        count(*) over (partition by level_scale)
    from norm
    where closed_by is null and level_scale not in (select scale from level_scale)
    group by level_scale, level
),
level_of as (
    -- On the column's scale where there is a level on it, delivered before computed.
    select
        v.result_id,
        arg_min(v.level_scale, (v.level_scale is distinct from s.level_scale, v.preference))
            as shown_scale,
        arg_min(v.level, (v.level_scale is distinct from s.level_scale, v.preference))
            as shown_level,
        min(v.preference) = 3 as is_computed
    from level_known as v
    left join line_scale as s using (learning_line)
    group by v.result_id
),
levelled as (
    select
        sat.*,
        not sat.is_other_test or sat.corrected_level is not null as own_level,
        s.level_scale as line_scale,
        v.shown_scale,
        v.shown_level,
        v.is_computed,
        rank_of.rank,
        rank_of.ranks,
        line.now_at,
        line.before_at
    from sat
    join line using (placed_in, learning_line)
    left join line_scale as s using (learning_line)
    left join level_of as v on v.result_id = sat.result_id
    left join rank_of on rank_of.scale = v.shown_scale and rank_of.level = v.shown_level
    where sat.is_taken
),
standing as (
    -- latest: at the line's moment, else the last of the year before it; who once reached AVI-Plus
    -- is done with AVI.
    select
        pupil_id, learning_line,
        max_by(result_id, half_at) filter (
            half_at between now_at - 4 and now_at or (avi = 'AVI-Plus' and half_at < now_at)
        ) as latest_id,
        any_value(result_id) filter (half_at = before_at) as before_id,
        list(percentile order by half_at) filter (percentile is not null) as percentiles,
        list((rank - 0.5) * 100 / ranks order by half_at)
            filter (rank is not null and shown_scale = line_scale) as positions
    from levelled
    group by pupil_id, learning_line
),
score_before as (
    select
        latest.result_id,
        max_by(e.result_id, e.half_at) as previous_id
    from standing as s
    join levelled as latest on latest.result_id = s.latest_id
    join levelled as e
        on e.pupil_id = latest.pupil_id and e.scale = latest.scale
        and e.half_at between latest.half_at - 4 and latest.half_at - 1
        and e.ability_score is not null
    group by latest.result_id
),
-- Of a result of several sources: the file of the one that wins.
winning as (
    select
        result_id,
        arg_min(from_change, weight) as from_change,
        arg_min(source_row, weight) as source_row
    from weighed_claim
    where pupil_id between list_min($pupil_ids) and list_max($pupil_ids)
        and list_contains($pupil_ids, pupil_id)
    group by result_id
)
select
    placed.pupil_id,
    placed.placed_in as year_group,
    line.learning_line,
    coalesce(reference.name, upper(line.learning_line[1]) || line.learning_line[2:]) as line_name,
    line.moment as line_moment,
    line.school_year as line_school_year,
    line.shown_on as line_on,
    line.now_at = line.page_at as is_page_moment,
    line.now_at // 2 as line_half_year,
    case
        when latest.half_at = line.now_at then 'result'
        when absent.no_result_reason in ('eigen_leerlijn', 'vrijgesteld') then 'not_applicable'
        when pupil.entered_on > make_date(
            left(line.school_year, 4)::integer + (window_of.part is distinct from 'B')::integer,
            coalesce(left(window_of.to_day, 2)::integer, 7),
            coalesce(right(window_of.to_day, 2)::integer, 31)
        ) then 'elsewhere'
        -- Before the first moment of the year nobody misses anything of it.
        when line.school_year < $school_year then if(latest.result_id is null, 'empty', 'older')
        when absent.result_id is not null then 'missing'
        when latest.avi = 'AVI-Plus' then 'older'
        when 2 * line.pupils >= line.placed_pupils then 'missing'
        when latest.result_id is not null then 'older'
        else 'empty'
    end as state,
    absent.no_result_reason as reason,
    latest.moment as moment,
    latest.school_year as school_year,
    latest.shown_on as shown_on,
    latest.shown_scale as level_scale,
    latest.shown_level as level,
    latest.rank as rank,
    latest.ranks as ranks,
    line_scale.level_scale as line_scale,
    latest.own_level as own_level,
    latest.is_computed as is_computed,
    latest.scale as scale,
    latest.norm_version as norm_version,
    latest.ability_score as ability_score,
    latest.measurement_error as measurement_error,
    latest.percentile as percentile,
    latest.functioning_level as functioning_level,
    latest.reference_level as reference_level,
    latest.raw_score as raw_score,
    latest.avi as avi,
    previous.moment as previous_moment,
    previous.ability_score as previous_score,
    previous.measurement_error as previous_error,
    line.before_moment,
    before.shown_level as before_level,
    before.rank as before_rank,
    coalesce(
        before.shown_scale = latest.shown_scale and before.scale = latest.scale
        and before.norm_version is not distinct from latest.norm_version,
        false
    ) as before_is_comparable,
    coalesce(if(len(s.percentiles) >= 3, s.percentiles, s.positions)[-8:], []) as trend,
    intake.file_name,
    coalesce(winning.source_row, latest.source_row) as source_row,
    change.changed_at::date as taken_in_on
from placed
join line on line.placed_in = placed.placed_in
join pupil on pupil.pupil_id = placed.pupil_id and pupil.closed_by is null
left join standing as s
    on s.pupil_id = placed.pupil_id and s.learning_line = line.learning_line
left join levelled as latest on latest.result_id = s.latest_id
left join levelled as before on before.result_id = s.before_id
left join score_before on score_before.result_id = s.latest_id
left join levelled as previous on previous.result_id = score_before.previous_id
left join sat as absent
    on absent.pupil_id = placed.pupil_id and absent.learning_line = line.learning_line
    and absent.half_at = line.now_at and not absent.is_taken
left join moment as window_of on window_of.moment = line.moment
left join line_scale on line_scale.learning_line = line.learning_line
left join learning_line as reference on reference.line = line.learning_line
left join winning on winning.result_id = latest.result_id
left join change on change.change_id = coalesce(winning.from_change, latest.from_change)
left join intake on intake.change_id = change.change_id
order by placed.place, reference.sort nulls last, line.learning_line;
