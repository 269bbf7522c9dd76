-- question: Which groups does a school have in a school year, with how many pupils?
-- nl:       Welke groepen heeft een school in een schooljaar, en met hoeveel leerlingen?
-- params:   school_id bigint, school_year varchar, today date
-- row:      one per group, and one with group_id null for the pupils without a group, if any: they
--           are in the list of the year without one, or, in the newest year that has begun, were
--           never in any list.
--           Counted are the pupils of today, within the year never earlier than 1 September and
--           never later than 30 June: around the summer nobody has come yet or all have left.
--           Composite groups without pupils are left out.
-- order:    lowest year group, then name with its numbers as numbers; composite groups after the
--           others, pupils without a group last
-- families: facts
with bounds as (
    select least(
        greatest($today, make_date(left($school_year, 4)::integer, 9, 1)),
        make_date(left($school_year, 4)::integer + 1, 6, 30)
    ) as counted_on
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
),
placed as (
    select p.pupil_id, p.group_id, p.year_group
    from placement as p
    join pupil on pupil.pupil_id = p.pupil_id and pupil.closed_by is null
    cross join bounds
    where p.closed_by is null
        and p.school_id = $school_id
        and p.school_year = $school_year
        and coalesce(p.from_on, counted_on) <= counted_on
        and coalesce(p.until_on, counted_on) >= counted_on
        and coalesce(pupil.left_on, counted_on) >= counted_on
    union all
    select pupil_id, null, null from never_placed
),
with_a_group as (
    select distinct pupil_id from placed where group_id is not null
),
counted as (
    select
        placed.group_id,
        count(distinct placed.pupil_id) as pupils,
        list(distinct placed.year_group) filter (placed.year_group is not null) as year_groups,
        min(r.sort) as lowest
    from placed
    left join year_group as r on r.code = placed.year_group
    where placed.group_id is not null or placed.pupil_id not in (select pupil_id from with_a_group)
    group by placed.group_id
),
listed as (
    select
        g.group_id,
        g.public_key,
        g.name,
        coalesce(g.is_composite, false) as is_composite,
        coalesce(c.pupils, 0) as pupils,
        coalesce(c.year_groups, [g.year_group]) as year_groups,
        coalesce(c.lowest, r.sort) as lowest
    from "group" as g
    left join counted as c on c.group_id = g.group_id
    left join year_group as r on r.code = g.year_group
    where g.closed_by is null and g.school_id = $school_id and g.school_year = $school_year
    union all
    select null, 'zonder', null, false, pupils, coalesce(year_groups, []), lowest
    from counted
    where group_id is null
)
select
    group_id,
    public_key,
    name,
    is_composite,
    pupils,
    list_sort(list_filter(year_groups, lambda code: code is not null)) as year_groups
from listed
where pupils > 0 or not is_composite
order by
    group_id is null,
    is_composite,
    lowest nulls last,
    array_to_string(
        list_transform(
            regexp_extract_all(lower(name), '[0-9]+|[^0-9]+'),
            lambda part: case when part[1] between '0' and '9' then lpad(part, 8, '0') else part end
        ),
        ''
    ),
    group_id;
