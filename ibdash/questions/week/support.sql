-- question: Who has support from level 3 on, and no result at all since the others took theirs?
-- nl:       Wie krijgt ondersteuning vanaf niveau 3, zonder resultaat sinds de anderen er een hebben?
-- params:   school_id bigint, today date
-- row:      one per pupil; level: as the school calls it; from_on: its first day; last_moment: of the
--           newest result, null without one; others_on: the day on which most of the year group took
--           a test since then, where at least half of them did
-- order:    pupil
-- families: facts, care
with supported as (
    select
        s.pupil_id,
        arg_max(s.level, (s.from_on, s.support_level_id)) as level,
        max(s.from_on) as from_on
    from support_level as s
    join pupil on pupil.pupil_id = s.pupil_id and pupil.closed_by is null
    where s.closed_by is null and s.school_id = $school_id
        and s.from_on <= $today and coalesce(s.until_on, $today) >= $today
        and coalesce(pupil.left_on, $today) >= $today
        and nullif(replace(regexp_extract(s.level, '\d+([.,]\d+)?'), ',', '.'), '')::double >= 3
    group by s.pupil_id
),
placed as (
    select
        pupil_id,
        arg_max(year_group, (school_year, coalesce(is_home, false), placement_id)) as year_group
    from placement
    where closed_by is null and school_id = $school_id
        and coalesce(from_on, $today) <= $today
        and coalesce(until_on, $today) >= $today
        and school_year <= concat(
            year($today) - (month($today) < 8)::integer, '-', year($today) + (month($today) >= 8)::integer
        )
    group by pupil_id
),
taken as (
    select r.pupil_id, r.half_year, r.moment, r.shown_on
    from open_result as r
    where r.school_id = $school_id and r.is_taken and r.shown_on <= $today
),
peers as (
    select
        p.year_group,
        t.half_year,
        count(distinct t.pupil_id) as took,
        quantile_disc(t.shown_on, 0.5) as others_on
    from placed as p
    join taken as t on t.pupil_id = p.pupil_id
    group by p.year_group, t.half_year
),
newest as (
    select p.year_group, max(p.half_year) as half_year
    from peers as p
    join (select year_group, count(*) as pupils from placed group by year_group) as n
        on n.year_group = p.year_group and 2 * p.took >= n.pupils
    group by p.year_group
)
select
    s.pupil_id,
    s.level,
    s.from_on,
    (select arg_max(t.moment, t.shown_on) from taken as t where t.pupil_id = s.pupil_id) as last_moment,
    p.others_on
from supported as s
join placed as me on me.pupil_id = s.pupil_id
join newest as n on n.year_group = me.year_group
join peers as p on p.year_group = n.year_group and p.half_year = n.half_year
where p.others_on >= s.from_on
    and not exists (
        select 1 from taken as t
        where t.pupil_id = s.pupil_id and t.half_year >= n.half_year
    )
order by s.pupil_id;
