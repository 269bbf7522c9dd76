-- question: Who sits in a group, with age, entry, running plans and support level?
-- nl:       Wie zit er in een groep, met leeftijd, instroom, lopende plannen en ondersteuning?
-- params:   school_id bigint, school_year varchar, group_id bigint, today date
-- row:      one per pupil; group_id null asks for the pupils without a group, as frame/groups counts
--           them.  Counted are the
--           pupils of today, within the year never earlier than 1 September and never later than
--           30 June, like frame/groups; age, plans and support are those of today, in an earlier
--           year those of its last day: past_on, null where it is today.  group_plan_lines is the same in each row: the learning lines
--           ('' for all) of the running plans of the whole group.
-- order:    name, the Dutch way
-- families: facts, care
with bounds as (
    select
        least(
            greatest($today, make_date(left($school_year, 4)::integer, 9, 1)),
            make_date(left($school_year, 4)::integer + 1, 6, 30)
        ) as counted_on,
        least($today, make_date(left($school_year, 4)::integer + 1, 7, 31)) as as_of
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
        and $group_id::bigint is null
),
present as (
    select
        p.placement_id, p.pupil_id, p.group_id, p.year_group, p.is_home, p.from_on, p.source_row,
        p.source_change, p.opened_by
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
    -- No placement has this number; arg_max below would pass over null.
    select 0, pupil_id, null, null, null, null, source_row, source_change, opened_by
    from never_placed
),
placed as (
    select
        pupil_id,
        -- A composite group has no year group of its own: then that of the home group.
        coalesce(
            arg_max(year_group, placement_id),
            (
                select arg_max(home.year_group, (home.is_home, home.placement_id))
                from present as home
                where home.pupil_id = present.pupil_id
            )
        ) as year_group,
        min(from_on) as placed_on,
        arg_max(source_row, placement_id) as source_row,
        arg_max(coalesce(source_change, opened_by), placement_id) as from_change
    from present
    where group_id is not distinct from $group_id::bigint
        and (
            $group_id::bigint is not null
            or pupil_id not in (select pupil_id from present where group_id is not null)
        )
    group by pupil_id
),
running as (
    select p.pupil_id, p.group_id, p.plan_kind, p.learning_line
    from plan as p
    cross join bounds
    where p.closed_by is null
        and p.school_id = $school_id
        and p.starts_on <= as_of
        and coalesce(p.ends_on, as_of) >= as_of
        and coalesce(p.status, '') not in ('concept', 'afgesloten')
),
planned as (
    select pupil_id, list_sort(list(distinct plan_kind)) as plan_kinds
    from running
    where pupil_id is not null
    group by pupil_id
),
supported as (
    select
        s.pupil_id,
        arg_max(s.level, (s.from_on, s.support_level_id)) as support_level,
        arg_max(s.phase, (s.from_on, s.support_level_id)) as support_phase
    from support_level as s
    cross join bounds
    where s.closed_by is null
        and s.school_id = $school_id
        and s.from_on <= as_of
        and coalesce(s.until_on, as_of) >= as_of
    group by s.pupil_id
)
select
    placed.pupil_id,
    pupil.public_key,
    pupil.display_name,
    pupil.call_name,
    pupil.family_name,
    placed.year_group,
    placed.placed_on,
    pupil.birth_date,
    date_sub('month', pupil.birth_date, bounds.as_of) as age_months,
    nullif(bounds.as_of, $today) as past_on,
    pupil.entered_on,
    coalesce(planned.plan_kinds, []) as plan_kinds,
    supported.support_level,
    supported.support_phase,
    coalesce(
        (
            select list_sort(list(distinct coalesce(learning_line, '')))
            from running
            where group_id = $group_id::bigint and pupil_id is null
        ),
        []
    ) as group_plan_lines,
    intake.file_name,
    placed.source_row,
    change.changed_at::date as taken_in_on
from placed
join pupil on pupil.pupil_id = placed.pupil_id and pupil.closed_by is null
cross join bounds
left join planned on planned.pupil_id = placed.pupil_id
left join supported on supported.pupil_id = placed.pupil_id
left join change on change.change_id = placed.from_change
left join intake on intake.change_id = change.change_id
order by pupil.sort_name, pupil.birth_date, placed.pupil_id;
