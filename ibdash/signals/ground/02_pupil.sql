-- here: one row per pupil of the school who is here on the day, as frame/pupils counts them, with
-- the placement of this school year, else of the newest that has begun.  half_year_now: that of the
-- last main moment whose window has begun (M on 15 January, E on 15 May).
create or replace temp table here as
with placed as (
    select
        p.school_id,
        p.pupil_id,
        p.school_year,
        left(p.school_year, 4)::integer as begins,
        arg_max(p.group_id, (coalesce(p.is_home, false), coalesce(p.from_on, date '0001-01-01'), p.placement_id))
            filter (p.group_id is not null) as group_id,
        arg_max(p.year_group, (coalesce(p.is_home, false), coalesce(p.from_on, date '0001-01-01'), p.placement_id))
            filter (p.year_group is not null) as year_group
    from placement as p
    where p.closed_by is null and p.school_id in (select school_id from asked_school)
        and coalesce(p.from_on, $today) <= $today
        and coalesce(p.until_on, $today) >= $today
    group by p.school_id, p.pupil_id, p.school_year
),
this_year as (
    select
        school_id,
        coalesce(
            max(begins) filter (begins <= year($today) - (month($today) < 8)::integer), min(begins)
        ) as begins
    from placed
    group by school_id
)
select
    pupil.pupil_id,
    pupil.school_id,
    pupil.birth_date,
    pupil.entered_on,
    pupil.start_group_3,
    p.group_id,
    p.year_group,
    p.school_year,
    2 * (year($today) - (month($today) < 8)::integer)
        + case
            when month($today) >= 8 or (month($today) = 1 and day($today) < 15) then -1
            when month($today) < 5 or (month($today) = 5 and day($today) < 15) then 0
            else 1
        end as half_year_now
from pupil
left join this_year as y on y.school_id = pupil.school_id
left join placed as p on p.pupil_id = pupil.pupil_id and p.begins = y.begins
where pupil.closed_by is null and pupil.school_id in (select school_id from asked_school)
    and coalesce(pupil.left_on, $today) >= $today
    and (p.pupil_id is not null
        or pupil.pupil_id not in (select pupil_id from placement where closed_by is null));
