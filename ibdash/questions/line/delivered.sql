-- question: In which learning lines, and on which scales, have these pupils results, and what of
--           them was delivered?
-- nl:       Op welke leerlijnen en schalen hebben deze leerlingen resultaten, en wat is geleverd?
-- params:   school_id bigint, about varchar, school_year varchar, group_id bigint,
--           year_group varchar, pupil_id bigint, today date
-- row:      one per learning line and test (a scale), results that were not taken left out.
--           about: pupil (pupil_id, all school years), group (group_id, null for the pupils
--           without a group), year_group or school; the pupils of today, within the school year
--           never earlier than 1 September and never later than 30 June.  pupil_ids and
--           year_groups, of one length and the same in every row, are all the pupils asked about,
--           with and without results.  last_half_year: the last that belongs to the choice.
-- order:    learning line as in the list, then the test that began first
-- families: facts
with bounds as (
    select
        least(
            greatest($today, make_date(left($school_year, 4)::integer, 9, 1)),
            make_date(left($school_year, 4)::integer + 1, 6, 30)
        ) as counted_on,
        if($about = 'pupil', 9999, 2 * left($school_year, 4)::integer + 1) as last_half_year
),
-- Who was never placed, as who came by a dossier alone, is without a group in the newest school year
-- that has begun.
never_placed as (
    select pupil.*
    from pupil
    cross join bounds
    where pupil.closed_by is null
        and pupil.school_id = $school_id
        and coalesce(pupil.entered_on, counted_on) <= counted_on
        and coalesce(pupil.left_on, counted_on) >= counted_on
        and pupil.pupil_id not in (select pupil_id from placement where closed_by is null)
        and $school_year = (
            select coalesce(
                max(school_year) filter (
                    left(school_year, 4)::integer <= year($today) - (month($today) < 8)::integer
                ),
                min(school_year)
            )
            from placement
            where closed_by is null and school_id = $school_id
        )
        and $about = 'group'
        and $group_id::bigint is null
),
placed as (
    select p.*
    from placement as p
    join pupil on pupil.pupil_id = p.pupil_id and pupil.closed_by is null
    cross join bounds
    where p.closed_by is null
        and p.school_id = $school_id
        and p.school_year = $school_year
        and coalesce(p.from_on, counted_on) <= counted_on
        and coalesce(p.until_on, counted_on) >= counted_on
        and coalesce(pupil.left_on, counted_on) >= counted_on
),
chosen as (
    select distinct pupil_id
    from placed
    where case $about
        when 'group' then group_id is not distinct from $group_id
            and ($group_id is not null
                or pupil_id not in (select pupil_id from placed where group_id is not null))
        when 'year_group' then year_group = $year_group
        else $about = 'school'
    end
    union
    select pupil_id from never_placed
    union
    select $pupil_id where $about = 'pupil'
),
asked as (
    select
        chosen.pupil_id,
        arg_max(placed.year_group, (coalesce(placed.is_home, false), placed.placement_id))
            filter (placed.year_group is not null) as year_group
    from chosen
    left join placed using (pupil_id)
    group by chosen.pupil_id
),
asked_list as (
    select
        list(pupil_id order by pupil_id) as pupil_ids,
        list(coalesce(year_group, '') order by pupil_id) as year_groups
    from asked
),
scale as (
    select
        r.learning_line,
        r.test_id,
        count(*) as results,
        count(distinct r.pupil_id) as pupils,
        min(r.half_year) as first_half_year,
        max(r.half_year) as last_half_year,
        count(r.ability_score) > 0 as has_score,
        count(r.percentile) > 0 as has_percentile,
        count(coalesce(r.level, r.level_2)) > 0 as has_level,
        count(r.functioning_level) > 0 as has_functioning_level,
        count(r.dle) > 0 as has_dle,
        count(r.avi) > 0 as has_avi,
        count(r.measurement_error) > 0 as has_error,
        count(r.moment) > 0 as has_moment
    from result as r
    cross join bounds
    where r.closed_by is null
        and r.is_taken
        and r.school_id = $school_id
        and r.pupil_id in (select pupil_id from asked)
        and r.half_year <= bounds.last_half_year
    group by r.learning_line, r.test_id
)
select
    scale.learning_line,
    coalesce(l.name, upper(scale.learning_line[1]) || scale.learning_line[2:]) as line_name,
    scale.test_id,
    t.publisher,
    t.name as test_name,
    t.generation,
    t.part,
    scale.results,
    scale.pupils,
    scale.first_half_year,
    scale.last_half_year,
    scale.has_score,
    scale.has_percentile,
    scale.has_level,
    scale.has_functioning_level,
    scale.has_dle,
    scale.has_avi,
    scale.has_error,
    scale.has_moment,
    bounds.last_half_year as end_half_year,
    asked_list.pupil_ids,
    asked_list.year_groups
from scale
cross join asked_list
cross join bounds
join test as t on t.test_id = scale.test_id and t.closed_by is null
left join learning_line as l on l.line = scale.learning_line
order by l.sort nulls last, line_name, scale.first_half_year, scale.results desc, scale.test_id;
