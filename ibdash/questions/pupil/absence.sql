-- question: How often was a pupil absent, per school year and reason?
-- nl:       Hoe vaak was een leerling afwezig, per schooljaar en reden?
-- params:   pupil_id bigint
-- row:      one per school year and kind of absence: days (whole), half_days and hours as delivered,
--           and last_on, the last day of it; or, of kind total, what a former school counted over the
--           twelve months before last_on: half_days and hours, unallowed of them is_unallowed
-- order:    newest school year first, then kind
-- families: care
select
    year(a.absent_on) - (month(a.absent_on) < 8)::integer as begins,
    a.absence_kind as kind,
    count(distinct a.absent_on) filter (a.day_part = 'd') as days,
    count(distinct (a.absent_on, a.day_part)) filter (a.day_part in ('o', 'm')) as half_days,
    coalesce(sum(a.hours), 0) as hours,
    max(a.absent_on) as last_on,
    false as is_unallowed
from absence as a
where a.closed_by is null and a.pupil_id = $pupil_id and a.absent_on is not null
group by begins, a.absence_kind
union all
select
    year(t.until_on) - (month(t.until_on) < 8)::integer, 'total', null,
    if(u.is_unallowed, t.half_days_unallowed, t.half_days_allowed),
    if(u.is_unallowed, t.hours_unallowed, t.hours_allowed), t.until_on, u.is_unallowed
from absence_total as t
cross join (select unnest([false, true]) as is_unallowed) as u
where t.closed_by is null and t.pupil_id = $pupil_id
order by begins desc, kind, is_unallowed;
