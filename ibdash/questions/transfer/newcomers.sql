-- question: Which pupils came from another school in a school year, and what is known of before?
-- nl:       Welke leerlingen kwamen in een schooljaar van een andere school, en wat weten we van ervoor?
-- params:   school_id bigint, school_year varchar, today date
-- row:      one per pupil who is placed in the school year, or in no year yet, and who has a dossier
--           made in that school year or the one before, or entered in the school year above group 1
--           without a placement in an earlier year at this school.  A dossier of none of the years
--           that can be chosen counts for the nearest one, so that every card can be reached.
--           is_of_another_year: there is a dossier, and only so.
--           entered_on: as the pupil file says, else null.  dossiers: how many are in; from_name,
--           from_brin, made_on, is_provisional and <part>_part are of the newest.  former_results
--           and own_results: taken, from a dossier and from elsewhere; last_own_on: of the newest
--           own one.
-- order:    newest first, then name
-- families: facts, care
with placed as (
    select
        p.pupil_id,
        arg_max(g.name, (coalesce(p.is_home, false), p.placement_id))
            filter (p.school_year = $school_year and g.name is not null) as group_name,
        arg_max(p.year_group, (coalesce(p.is_home, false), p.placement_id))
            filter (p.school_year = $school_year) as year_group,
        min(p.school_year) as first_year,
        list(distinct p.school_year) as years,
        bool_or(p.school_year = $school_year) as is_placed
    from placement as p
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.school_id = $school_id
    group by p.pupil_id
),
known_since as (
    -- The first year that the store knows: nobody is new in it because of that alone.
    select min(school_year) as first_year
    from placement where closed_by is null and school_id = $school_id
),
year_of as (
    select
        make_date(left($school_year, 4)::integer, 8, 1) as begins_on,
        make_date(left($school_year, 4)::integer + 1, 7, 31) as ends_on
),
offered as (
    -- The school years that can be chosen (frame/school_years), and the one that is asked for.
    select
        school_year,
        bool_or(is_offered) as is_offered,
        make_date(left(school_year, 4)::integer, 8, 1) as begins_on,
        make_date(left(school_year, 4)::integer + 1, 7, 31) as ends_on
    from (
        select school_year, true as is_offered
        from "group" where closed_by is null and school_id = $school_id
        union
        select school_year, true
        from placement where closed_by is null and school_id = $school_id
        union
        select $school_year, false
    )
    where school_year is not null
    group by school_year
),
dossier as (
    select
        pupil_id, count(*) as dossiers,
        arg_max(transfer_id, (coalesce(made_on, date '0001-01-01'), transfer_id)) as newest_id
    from transfer
    where closed_by is null and school_id = $school_id
    group by pupil_id
),
dossier_in as (
    select
        t.pupil_id,
        o.school_year,
        any_value(o.is_offered) as is_offered,
        coalesce(bool_or(made_on between begins_on - interval 1 year and ends_on), false)
            as is_of_year,
        min(abs(date_diff('day', begins_on, made_on))) as days_off
    from transfer as t
    cross join offered as o
    left join placed on placed.pupil_id = t.pupil_id
    where t.closed_by is null and t.school_id = $school_id
        and (placed.pupil_id is null or list_contains(placed.years, o.school_year))
    group by t.pupil_id, o.school_year
),
dossier_of_year as (
    select pupil_id, is_of_year
    from (
        select
            *,
            bool_or(is_of_year) over (partition by pupil_id) as is_of_any,
            row_number() over (
                partition by pupil_id
                order by is_offered desc, days_off nulls last, school_year desc
            ) as place
        from dossier_in
    )
    where school_year = $school_year
        and (is_of_year or is_offered and not is_of_any and place = 1)
),
newcomer as (
    select
        pupil.*, placed.group_name, placed.year_group, d.dossiers, d.newest_id,
        not coalesce(y.is_of_year, true) as is_of_another_year
    from pupil
    cross join year_of
    cross join known_since
    left join placed on placed.pupil_id = pupil.pupil_id
    left join dossier as d on d.pupil_id = pupil.pupil_id
    left join dossier_of_year as y on y.pupil_id = pupil.pupil_id
    where pupil.closed_by is null and pupil.school_id = $school_id
        and coalesce(placed.is_placed, placed.pupil_id is null)
        and (
            y.pupil_id is not null
            or (
                placed.year_group between '2' and '8'
                and placed.first_year = $school_year
                and if(
                    pupil.entered_on is null,
                    known_since.first_year < $school_year,
                    pupil.entered_on between begins_on and least(ends_on, $today)
                )
            )
        )
),
tested as (
    select
        r.pupil_id,
        count(*) filter (coalesce(starts_with(i.format, 'OSO-dossier'), false)) as former_results,
        count(*) filter (not coalesce(starts_with(i.format, 'OSO-dossier'), false)) as own_results,
        max(r.taken_on) filter (not coalesce(starts_with(i.format, 'OSO-dossier'), false))
            as last_own_on
    from result as r
    semi join newcomer as n on n.pupil_id = r.pupil_id
    left join intake as i on i.change_id = coalesce(r.source_change, r.opened_by)
    where r.closed_by is null and r.is_taken and r.school_id = $school_id
    group by r.pupil_id
)
select
    n.pupil_id, n.public_key, n.display_name, n.call_name, n.family_name, n.birth_date,
    n.group_name, n.year_group, n.entered_on,
    coalesce(n.dossiers, 0) as dossiers, n.is_of_another_year,
    t.from_name, t.from_brin, t.made_on, t.is_provisional, t.attention, t.attachments,
    t.career_part, t.tests_part, t.plans_part, t.support_part, t.absence_part, t.advice_part,
    t.final_test_part,
    coalesce(tested.former_results, 0) as former_results,
    coalesce(tested.own_results, 0) as own_results,
    tested.last_own_on
from newcomer as n
left join transfer as t on t.transfer_id = n.newest_id and t.closed_by is null
left join tested on tested.pupil_id = n.pupil_id
order by coalesce(n.entered_on, t.made_on) desc nulls last, n.sort_name, n.pupil_id;
