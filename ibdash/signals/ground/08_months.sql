-- months_now: one row per pupil and learning line: the newest result with a DLE (months of instruction
-- after which the average pupil has this score) that is not older than the main moment before this
-- one.  A DLE is only ever delivered.  dl: months of instruction of the pupil, as delivered, else by
-- the moment (M3 is 5, E3 is 10 ...), else by the day; a repeated year counts on, 60 is the most.  Null
-- where the year group is not known.  ahead: dle - dl, negative is behind.
-- standing: the DLE, else the months of the functioning level (M4 is 15).
create or replace temp table months_now as
with told as (
    select
        r.result_id,
        r.pupil_id,
        r.learning_line,
        r.moment,
        r.school_year,
        r.half_year,
        r.shown_on,
        r.dl,
        r.dle,
        coalesce(
            r.dle,
            if(
                regexp_full_match(r.functioning_level, '[BME][3-8]'),
                10 * (r.functioning_level[2]::integer - 3)
                    + case r.functioning_level[1] when 'M' then 5 when 'E' then 10 else 0 end,
                null
            )
        ) as standing,
        y.year_group,
        coalesce(y.year_group, try_cast(r.year_group as integer), r.moment[2]::integer) as own_group,
        coalesce(y.repeats, 0) as repeats,
        case
            when r.moment is not null then
                case r.moment[1] when 'M' then 5 when 'E' then 10 else 0 end
            when month(r.shown_on) = 8 then 0
            else least(
                10,
                (month(r.shown_on) + 3) % 12
                    + (r.shown_on = last_day(r.shown_on))::integer
            )
        end as months
    from open_result as r
    join here as h on h.pupil_id = r.pupil_id and r.half_year >= h.half_year_now - 1
    left join own_year as y
        on y.pupil_id = r.pupil_id and y.begins = left(r.school_year, 4)::integer
    where r.school_id in (select school_id from asked_school) and coalesce(r.is_taken, true) and r.shown_on <= $today + 31
        and (r.dle is not null or r.functioning_level is not null)
),
newest as (
    select *
    from told
    where standing is not null
    qualify row_number() over (
        partition by pupil_id, learning_line
        order by dle is null, half_year desc, shown_on desc, result_id desc
    ) = 1
),
counted as (
    select
        *,
        coalesce(
            dl,
            if(own_group between 3 and 8, least(60, 10 * (own_group - 3 + repeats) + months), null)
        )::double as own_dl
    from newest
)
select
    c.pupil_id,
    c.learning_line,
    coalesce(w.name, c.learning_line) as line_name,
    w.subject,
    c.result_id,
    c.moment,
    c.half_year,
    c.shown_on,
    coalesce(c.moment, dutch_day(c.shown_on)) as said_at,
    nullif(c.own_dl, 0) as dl,
    c.dle,
    c.standing,
    c.dle - c.own_dl as ahead,
    {'day': c.shown_on, 'id': c.result_id} as mark
from counted as c
left join learning_line as w on w.line = c.learning_line;

-- Marks as the evidence of a signal, oldest first.
create or replace temp macro as_results(marks) as
    list_transform(list_sort(marks), lambda one: {'fact': 'result', 'id': one.id, 'day': one.day});

-- backlog_domain: one row per pupil and domain of the criteria for lwoo and praktijkonderwijs: how far
-- behind (1 - DLE/DL) it is.  Technical reading is word reading, else reading texts.
create or replace temp table backlog_domain as
select
    pupil_id,
    case learning_line when 'tekstlezen' then 'woordlezen' else learning_line end as domain,
    learning_line in ('rekenen', 'begrijpend lezen') as is_core,
    lower(line_name) as line_name,
    said_at,
    shown_on,
    dl,
    dle,
    mark
from months_now
where learning_line in ('rekenen', 'begrijpend lezen', 'spelling', 'woordlezen', 'tekstlezen')
    and dle is not null and dl is not null
qualify row_number() over (
    partition by pupil_id, domain order by learning_line = 'tekstlezen'
) = 1;

create or replace temp macro backlog_said(line, dle, dl) as
    line || ' ' || dutch_number(100 * (1 - dle / dl)) || '% (DLE ' || dutch_number(dle) || ' na '
        || dutch_number(dl) || ' maanden onderwijs)';
