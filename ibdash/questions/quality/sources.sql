-- question: How old is each source of a school, how often does it come, and did it stop coming?
-- nl:       Hoe oud is elke bron van een school, hoe vaak komt zij, en is zij opgehouden te komen?
-- params:   school_id bigint, today date
-- row:      one per source (system with format) of which a file stands.  last_on: the day one came
--           last, also one that changed nothing; last_file is the last that did change something, and
--           true_on the day its data were true where it says so.  age: days from last_on to today;
--           of those holidays lie in a holiday of the whole school by the school calendar, and
--           summer_days in a July or August of which that calendar has no holiday.  Neither counts
--           for what follows.  kinds: what its files carried.  rhythm: the median of the days
--           between two of its files, files of one day counted once, at least 1; null under three
--           such intervals.  alarm is "rhythm" when it is older than twice its rhythm and than three
--           days; "window" when it brought no result of the last main test window (M or E), that
--           closed more than fourteen days ago, but did of both before; else null.  Exactly twice,
--           three or fourteen days is no alarm.  window_moment and window_year say which window,
--           for every source
-- order:    alarms first, then the newest
-- families: facts, care
with holiday as (
    select from_on, coalesce(until_on, from_on) as until_on
    from school_calendar
    where closed_by is null
        and school_id = $school_id
        and calendar_kind = 'vakantie'
        and year_group is null
),
-- One row: the days of a holiday, and of the years without a summer holiday in the calendar the
-- days that may be of it, whatever the region.
free as materialized (
    select
        coalesce((
            select list(distinct day::date)
            from (
                select unnest(generate_series(from_on, until_on, interval 1 day)) as day
                from holiday
            )
        ), []) as of_calendar,
        coalesce((
            select list(day::date)
            from (
                select unnest(
                    generate_series(make_date(y, 7, 1), make_date(y, 8, 31), interval 1 day)
                ) as day
                from range(year($today) - 5, year($today) + 1) as a(y)
                where not exists (
                    select 1 from holiday
                    where from_on <= make_date(y, 8, 31) and until_on >= make_date(y, 7, 1)
                )
            )
        ), []) as of_summer
),
brought_part as materialized (
    select distinct opened_by, half_year, moment[1] as part
    from result
    where school_id = $school_id
),
standing as (
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
                select opened_by from brought_part
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
        system, format, came_on, before,
        greatest(1, came_on - before - len(list_filter(
            list_concat(of_calendar, of_summer), lambda day: day > before and day <= came_on
        ))) as days
    from (
        select
            system, format, came_on,
            lag(came_on) over (partition by system, format order by came_on) as before
        from arrival
    )
    cross join free
),
rhythm as (
    select
        system, format, max(came_on) as last_on,
        if(count(before) >= 3, median(days) filter (before is not null), null) as days
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
    cross join free
    where closed_on < $today
        and $today - closed_on - len(list_filter(
            list_concat(of_calendar, of_summer), lambda day: day > closed_on and day <= $today
        )) > 14
),
delivered_window as (
    select distinct s.system, s.format, w.nth
    from brought_part as r
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
        len(list_filter(f.of_calendar, lambda day: day > r.last_on and day <= $today)) as holidays,
        len(list_filter(f.of_summer, lambda day: day > r.last_on and day <= $today))
            as summer_days,
        r.days as rhythm,
        b.kinds,
        w.moment as window_moment,
        w.year as window_year,
        case
            when r.days is not null and age - holidays - summer_days > greatest(2 * r.days, 3)
                then 'rhythm'
            when len(d.delivered) = 2 and not list_contains(d.delivered, 1) then 'window'
        end as alarm
    from newest as n
    join rhythm as r on r.system is not distinct from n.system and r.format = n.format
    cross join free as f
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
    system, format, last_file, last_on, true_on, files, age, holidays, summer_days, rhythm, kinds,
    window_moment, window_year, alarm
from judged
order by alarm is null, last_on desc, format;
