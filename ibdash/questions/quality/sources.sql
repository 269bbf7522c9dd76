-- question: How old is each source of a school, how often does it come, and did it stop coming?
-- nl:       Hoe oud is elke bron van een school, hoe vaak komt zij, en is zij opgehouden te komen?
-- params:   school_id bigint, today date
-- row:      one per source (system with format) of which a file stands.  last_on: the day one came
--           last, also one that changed nothing; last_file is the last that did change something, and
--           true_on the day its data were true where it says so.  age: days from last_on to today.
--           kinds: what its files carried.  rhythm: the median of the days between two of its files,
--           files of one day counted once; null under three such intervals.
--           alarm is "rhythm" when it is older than twice its rhythm and than three days; "window"
--           when it brought no result of the last main test window (M or E), that closed more than
--           fourteen days ago, but did of both before; else null.  Exactly twice, three or fourteen
--           days is no alarm.  window_moment and window_year say which window, for every source
-- order:    alarms first, then the newest
-- families: facts, care
with standing as (
    select
        i.change_id, i.intake_id, i.file_name, i.format, i.system, i.as_of,
        c.changed_at::date as came_on
    from intake as i
    join change as c on c.change_id = i.change_id
    where not exists (select 1 from change as u where u.undoes = i.change_id)
        and (
            i.school_id = $school_id
            or i.school_id is null
            or i.change_id in (
                select opened_by from placement where school_id = $school_id
                union
                select opened_by from result where school_id = $school_id
            )
        )
),
-- A file that changed nothing came as well; it may have come after the day that is shown.
arrival as (
    select system, format, came_on from standing
    union
    select system, format, came_at::date
    from intake_again
    where came_at::date <= $today and (school_id = $school_id or school_id is null)
),
came as (
    select
        system, format, came_on,
        came_on - lag(came_on) over (partition by system, format order by came_on) as days
    from arrival
),
rhythm as (
    select
        system, format, max(came_on) as last_on, if(count(days) >= 3, median(days), null) as days
    from came
    group by system, format
),
brought as (
    select s.system, s.format, list(distinct n.kind order by n.kind) as kinds
    from standing as s
    join intake_count as n on n.intake_id = s.intake_id
    where n.new_rows + n.changed_rows + n.same_rows > 0
    group by s.system, s.format
),
-- The main windows that closed more than fourteen days ago, newest first.
closed_window as (
    select
        part,
        begins,
        row_number() over (order by closed_on desc) as nth
    from (
        select
            m.part,
            y.begins,
            make_date(
                y.begins + (left(max(m.to_day), 2)::integer < 8)::integer,
                left(max(m.to_day), 2)::integer,
                right(max(m.to_day), 2)::integer
            ) as closed_on
        from moment as m
        cross join (
            select unnest(range(year($today) - 3, year($today) + 1))::integer as begins
        ) as y
        where m.part in ('M', 'E')
        group by m.part, y.begins
    )
    where closed_on + 14 < $today
),
delivered_window as (
    select distinct s.system, s.format, w.nth
    from (
        select distinct opened_by, half_year, moment[1] as part
        from result
        where school_id = $school_id
    ) as r
    join standing as s on s.change_id = r.opened_by
    join closed_window as w
        on r.half_year = 2 * w.begins + (w.part = 'E')::integer
        and coalesce(r.part, w.part) = w.part
        and w.nth <= 3
),
newest as (
    select
        system, format,
        arg_max(file_name, intake_id) as last_file,
        arg_max(as_of, intake_id) as true_on,
        count(*) as files
    from standing
    group by system, format
),
judged as (
    select
        n.*,
        r.last_on,
        $today - r.last_on as age,
        r.days as rhythm,
        b.kinds,
        w.moment as window_moment,
        w.year as window_year,
        case
            when $today - r.last_on > 2 * r.days and $today - r.last_on > 3 then 'rhythm'
            when len(d.delivered) = 2 and not list_contains(d.delivered, 1) then 'window'
        end as alarm
    from newest as n
    join rhythm as r on r.system is not distinct from n.system and r.format = n.format
    left join brought as b on b.system is not distinct from n.system and b.format = n.format
    left join (
        select system, format, list(nth) as delivered from delivered_window group by system, format
    ) as d on d.system is not distinct from n.system and d.format = n.format
    left join (
        select part as moment, begins || '-' || (begins + 1) as year
        from closed_window where nth = 1
    ) as w on true
)
select
    system, format, last_file, last_on, true_on, files, age, rhythm, kinds, window_moment,
    window_year, alarm
from judged
order by alarm is null, last_on desc, format;
