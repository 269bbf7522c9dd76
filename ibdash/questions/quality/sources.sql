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
    select coalesce(
        list({'begins': from_on, 'ends': coalesce(until_on, from_on)}), []
    ) as spans
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
        list_distinct(flatten(list_transform(
            spans, lambda span: range(span.begins, span.ends + 1, interval 1 day)
        ))) as of_calendar,
        flatten(list_transform(
            list_filter(
                range(year($today) - 5, year($today) + 1),
                lambda y: len(list_filter(
                    spans,
                    lambda span: span.begins <= make_date(y, 8, 31)
                        and span.ends >= make_date(y, 7, 1)
                )) = 0
            ),
            lambda y: range(make_date(y, 7, 1), make_date(y, 9, 1), interval 1 day)
        )) as of_summer
    from holiday
),
-- Of each file its half years and parts of the year; and what kinds of rows it had.
brought_part as (
    select opened_by, list({'half_year': half_year, 'part': part}) as parts
    from (
        select distinct opened_by, half_year, moment[1] as part
        from result
        where school_id = $school_id
    )
    group by opened_by
),
brought_kind as (
    select intake_id, list(kind) as kinds
    from intake_count
    where new_rows + changed_rows + same_rows > 0
    group by intake_id
),
-- A file that changed nothing came as well; it may have come after the day that is shown.
again as (
    select system, format, list(came_at::date) as days
    from intake_again
    where came_at::date <= $today and (school_id = $school_id or school_id is null)
    group by system, format
),
of_source as (
    select
        i.system,
        i.format,
        arg_max(i.file_name, i.intake_id) as last_file,
        arg_max(i.as_of, i.intake_id) as true_on,
        count(*) as files,
        list(c.changed_at::date) as days,
        list_sort(list_distinct(flatten(list(k.kinds)))) as kinds,
        flatten(list(b.parts)) as parts
    from intake as i
    join change as c on c.change_id = i.change_id
    left join brought_part as b on b.opened_by = i.change_id
    left join brought_kind as k on k.intake_id = i.intake_id
    where i.change_id not in (select undoes from change where undoes is not null)
        and (
            i.school_id = $school_id
            or i.school_id is null
            or b.opened_by is not null
            or i.change_id in (select opened_by from placement where school_id = $school_id)
        )
    group by i.system, i.format
),
-- The last three main windows that closed more than fourteen days ago, newest first.
closed_window as (
    select list(
        {'part': part, 'begins': begins, 'half_year': 2 * begins + (part = 'E')::integer}
        order by closed_on desc
    )[:3] as windows
    from (
        select
            part,
            begins,
            make_date(begins + (closed[1] < 8)::integer, closed[1], closed[2]) as closed_on
        from (
            select part, list_transform(split(max(to_day), '-'), lambda n: n::integer) as closed
            from moment
            where part in ('M', 'E')
            group by part
        )
        cross join range(year($today) - 3, year($today) + 1) as y(begins)
    )
    cross join free
    where $today - closed_on - len(list_filter(
        list_concat(of_calendar, of_summer), lambda day: day > closed_on and day <= $today
    )) > 14
),
came as (
    select
        s.* exclude (days),
        list_sort(list_distinct(list_concat(s.days, coalesce(a.days, [])))) as days,
        list_filter(w.windows, lambda w: len(list_filter(
            s.parts, lambda p: p.half_year = w.half_year and coalesce(p.part, w.part) = w.part
        )) > 0) as delivered,
        w.windows,
        f.of_calendar,
        f.of_summer
    from of_source as s
    left join again as a on a.system is not distinct from s.system and a.format = s.format
    cross join free as f
    cross join closed_window as w
),
judged as (
    select
        *,
        days[-1] as last_on,
        $today - days[-1] as age,
        len(list_filter(of_calendar, lambda day: day > days[-1] and day <= $today)) as holidays,
        len(list_filter(of_summer, lambda day: day > days[-1] and day <= $today)) as summer_days,
        list_transform(range(2, len(days) + 1), lambda n: greatest(
            1,
            days[n] - days[n - 1] - len(list_filter(
                list_concat(of_calendar, of_summer),
                lambda day: day > days[n - 1] and day <= days[n]
            ))
        )) as steps
    from came
)
select
    system, format, last_file, last_on, true_on, files, age, holidays, summer_days,
    if(len(steps) >= 3, list_aggregate(steps, 'median'), null) as rhythm,
    kinds,
    windows[1].part as window_moment,
    windows[1].begins || '-' || (windows[1].begins + 1) as window_year,
    case
        when age - holidays - summer_days > greatest(2 * rhythm, 3) and rhythm is not null
            then 'rhythm'
        when len(delivered) = 2 and delivered[1] <> windows[1] then 'window'
    end as alarm
from judged
order by alarm is null, last_on desc, format;
