-- question: Which pupils does a school know, and in which group is each now?
-- nl:       Welke leerlingen kent een school, en in welke groep zit elk nu?
-- params:   school_id bigint, today date
-- row:      one per pupil; group_name is of this school year, else of the newest that has begun, else
--           of the first to come; null for a former pupil (is_former) and for a pupil without a
--           group.  Former is who has left, and who is placed in none of these years or later; but
--           not who was in groep 1 to 7 in the year before and of whom nobody says that they left,
--           nor who was never placed yet (who came by an overstapdossier).
-- order:    name, the Dutch way
-- families: facts
with placed as (
    select
        p.pupil_id,
        p.school_year,
        arg_max(
            g.name,
            (coalesce(p.is_home, false), coalesce(p.from_on, date '0001-01-01'), p.placement_id)
        ) filter (g.name is not null) as group_name,
        bool_or(p.year_group between '1' and '7') as is_before_the_last
    from placement as p
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.school_id = $school_id
    group by p.pupil_id, p.school_year
),
this_year as (
    select coalesce(
        max(left(school_year, 4)::integer)
            filter (left(school_year, 4)::integer <= year($today) - (month($today) < 8)::integer),
        min(left(school_year, 4)::integer)
    ) as begins
    from placed
),
standing as (
    select
        p.pupil_id,
        any_value(p.group_name) filter (left(p.school_year, 4)::integer = begins) as group_name,
        bool_or(left(p.school_year, 4)::integer >= begins) as is_here,
        bool_or(left(p.school_year, 4)::integer = begins - 1 and p.is_before_the_last)
            as was_here
    from placed as p
    cross join this_year
    group by p.pupil_id
),
judged as (
    select
        pupil.*,
        s.group_name,
        coalesce(pupil.left_on < $today, false)
            or not coalesce(
                s.is_here or (s.was_here and pupil.left_on is null), s.pupil_id is null
            )
            as is_former
    from pupil
    left join standing as s on s.pupil_id = pupil.pupil_id
    where pupil.closed_by is null and pupil.school_id = $school_id
)
select
    pupil_id,
    public_key,
    display_name,
    call_name,
    family_name,
    birth_date,
    if(is_former, null, group_name) as group_name,
    is_former
from judged
order by sort_name, birth_date, pupil_id;
