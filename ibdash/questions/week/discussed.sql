-- question: Who was discussed this school year, and who scores high on all that was tested?
-- nl:       Wie kwam dit schooljaar ter sprake, en wie scoort op alles goed?
-- params:   school_id bigint, today date
-- row:      one per pupil with a group who is here; talks: meetings about the pupil or the whole
--           group, and notes about the pupil; is_strong: the newest level of each learning line, of
--           at most a year old, is I+, I, II, A or B
-- order:    group, pupil
-- families: facts, care
with year as (
    select make_date(year($today) - (month($today) < 8)::integer, 8, 1) as begins
),
placed as (
    select
        p.pupil_id,
        arg_max(p.group_id, (coalesce(p.is_home, false), p.placement_id))
            filter (p.group_id is not null) as group_id
    from placement as p
    cross join year as y
    where p.closed_by is null and p.school_id = $school_id
        and left(p.school_year, 4)::integer = year(y.begins)
        and coalesce(p.from_on, $today) <= $today
        and coalesce(p.until_on, $today) >= $today
    group by p.pupil_id
),
talk as (
    select pupil_id, group_id, held_on as day
    from meeting where closed_by is null and school_id = $school_id
    union all
    select pupil_id, null, noted_on
    from note where closed_by is null and school_id = $school_id and pupil_id is not null
),
newest as (
    select
        r.pupil_id,
        r.learning_line,
        arg_max(r.level, (r.shown_on, r.result_id)) as level
    from open_result as r
    where r.school_id = $school_id and r.is_taken and r.level is not null
        and r.shown_on between $today - 366 and $today
    group by r.pupil_id, r.learning_line
),
standing as (
    select pupil_id, bool_and(level in ('I+', 'I', 'II', 'A', 'B')) as is_strong
    from newest
    group by pupil_id
)
select
    h.pupil_id,
    h.group_id,
    g.name as group_name,
    g.year_group,
    count(t.day) filter (t.day between y.begins and $today) as talks,
    coalesce(any_value(s.is_strong), false) as is_strong
from placed as h
cross join year as y
join pupil as p on p.pupil_id = h.pupil_id and p.closed_by is null
join "group" as g on g.group_id = h.group_id and g.closed_by is null
left join talk as t
    on t.pupil_id = h.pupil_id or (t.pupil_id is null and t.group_id = h.group_id)
left join standing as s on s.pupil_id = h.pupil_id
where coalesce(p.left_on, $today) >= $today
group by h.pupil_id, h.group_id, g.name, g.year_group
order by g.name, h.pupil_id;
