-- support: one row per support level of a pupil who is here, from its first day on.  level: as a
-- sentence names it.  number: the first number in its name ("ON 4" is 4); null where it has none.
-- is_now: it holds on the day.
create or replace temp table support as
select
    s.support_level_id,
    s.pupil_id,
    if(regexp_full_match(s.level, '[\d.,]+'), 'niveau ' || s.level, s.level) as level,
    s.from_on,
    s.until_on,
    nullif(replace(regexp_extract(s.level, '\d+([.,]\d+)?'), ',', '.'), '')::double as number,
    coalesce(s.until_on, $today) >= $today as is_now
from support_level as s
where s.closed_by is null
    and s.school_id in (select school_id from asked_school)
    and s.pupil_id in (select pupil_id from here)
    and coalesce(s.from_on, $today) <= $today;
-- supported(least): one row per pupil who has a level of at least that number on the day, with the
-- levels that follow each other without a gap up to it.  since: the first day of the first; null
-- where it is not known.
create or replace temp macro supported(least) as table (
    with told as (
        select
            *,
            coalesce(from_on, date '0001-01-01')
                > max(coalesce(until_on, date '9999-12-30')) over (
                    partition by pupil_id
                    order by from_on nulls first, support_level_id
                    rows between unbounded preceding and 1 preceding
                ) + 1 as is_apart
        from support
        where number >= least
    ),
    chained as (
        select
            *,
            count(*) filter (is_apart) over (
                partition by pupil_id order by from_on nulls first, support_level_id
            ) as chain
        from told
    )
    select
        pupil_id,
        if(bool_or(from_on is null), null, min(from_on)) as since,
        arg_max(level, (coalesce(from_on, date '0001-01-01'), number)) as level,
        list({'fact': 'support_level', 'id': support_level_id, 'day': from_on} order by from_on)
            as evidence
    from chained
    group by pupil_id, chain
    having bool_or(is_now)
);
