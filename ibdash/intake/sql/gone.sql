-- Who and what the store knows within the scope of a complete list, but the list does not.
-- The scope: the school years of the file at its schools, as far as the same system said them.
-- An open table of pupils says nothing of staff, of groups that never had pupils, and, without
-- composite groups in it, of those.

-- step: scope
create or replace temp table scope as
select distinct school_id, school_year from incoming_placement;

-- step: gone_placement
create or replace temp table gone_placement as
select o.placement_id, o.pupil_id
from placement as o
join scope using (school_id, school_year)
cross join reading as r
where o.closed_by is null and o.system = r.system
    and (o.is_home or r.system <> 'open'
        or exists (select 1 from incoming_placement where not is_home))
    and o.placement_id not in (
        select placement_id from placement as p join incoming_placement as i
            on p.school_id = i.school_id and p.school_year = i.school_year
            and p.pupil_id = i.pupil_id and p.is_home = i.is_home
            and (p.is_home or p.group_id = i.group_id)
        where p.closed_by is null
    );

-- step: gone_group
create or replace temp table gone_group as
select o.group_id
from "group" as o
join scope using (school_id, school_year)
cross join reading as r
where o.closed_by is null and o.system = r.system
    and o.group_id not in (select group_id from group_of)
    and (r.system <> 'open' or (
        o.group_id in (select group_id from placement)
        and (not o.is_composite or exists (select 1 from incoming_placement where not is_home))
    ));

-- step: gone_staff_group
create or replace temp table gone_staff_group as
select o.staff_group_id, o.staff_id
from staff_group as o
join scope using (school_id, school_year)
join staff as t on t.staff_id = o.staff_id and t.closed_by is null
cross join reading as r
where o.closed_by is null and t.system = r.system and r.system <> 'open'
    and not exists (
        select 1 from incoming_staff_group as i
        where i.staff_id = o.staff_id and i.group_id = o.group_id
            and i.school_year = o.school_year and i.role is not distinct from o.role
    );

-- step: counts
create or replace temp table gone_count as
select 'placement' as kind, count(*) as gone from gone_placement
union all
select 'pupil', count(distinct g.pupil_id) from gone_placement as g
where g.pupil_id not in (select pupil_id from incoming_placement)
union all
select 'group', count(*) from gone_group
union all
select 'staff', count(distinct g.staff_id) from gone_staff_group as g
where g.staff_id not in (select staff_id from incoming_staff_group);
