-- rule:       VRZ-2
-- nl:         Langdurig ongeoorloofd verzuim
-- severity:   actie
-- explains:   Een leerplichtige leerling is langer dan vier weken aaneengesloten ongeoorloofd afwezig
--             (langdurig relatief verzuim). Een vakantie ertussen breekt dat niet en telt niet mee.
-- limits:     days integer = 28 fixed Dagen achter elkaar, zonder vakanties
-- action:     Meld langdurig relatief verzuim bij leerplicht
-- goes:       een melding bij leerplicht daarna, of een jaar later
-- families:   facts, care
-- source:     signaalregels.csv VRZ-2; DUO over verzuim melden (S42), PO-Raad over verzuim (S43)
with away as (
    select *, number - lag(number) over (partition by pupil_id order by number) as step
    from absent_day
    where kind = 'ongeoorloofd'
        and coalesce(is_whole, true)
        and coalesce(is_compulsory, true)
),
chained as (
    -- Without a school calendar two weeks or less may be a holiday.
    select
        *,
        count(*) filter (step > if(is_known, 1, 11)) over (partition by pupil_id order by number) as chain
    from away
),
placed as (
    select *, min(absent_on) over (partition by pupil_id, chain) as first_on from chained
),
counted_day as (
    select
        p.*,
        -- The days from the first one on, this one too, without those of a holiday.
        (
            p.absent_on - p.first_on + 1 - (
                select count(distinct d.day)
                from school_calendar as f
                cross join lateral (
                    select unnest(generate_series(f.from_on, coalesce(f.until_on, f.from_on), interval 1 day))::date
                        as day
                ) as d
                join here as h on h.pupil_id = p.pupil_id
                where f.closed_by is null
                    and f.school_id = h.school_id
                    and f.calendar_kind = 'vakantie'
                    and (f.year_group is null or f.year_group = h.year_group)
                    and d.day between p.first_on and p.absent_on
            )
        ) as days
    from placed as p
),
spells as (
    select
        pupil_id,
        first_on,
        max(absent_on) as last_on,
        min(absent_on) filter (days > $days) as since,
        bool_and(is_known and is_whole is not null and is_compulsory is not null) as is_sure,
        bool_and(is_known) as is_known,
        bool_or(is_whole is null) as lacks_whole,
        flatten(list(evidence order by absent_on)) as evidence
    from counted_day
    group by pupil_id, first_on
    having max(days) > $days
)
select
    s.pupil_id,
    null::bigint as group_id,
    s.first_on::varchar as subject,
    if(s.is_sure, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    s.since,
    0::double as weight,
    if(
        s.is_sure,
        'Er is ongeoorloofd verzuim van ' || dutch_day(s.first_on) || ' tot en met ' || dutch_day(s.last_on)
            || ', langer dan vier weken achter elkaar.',
        'Van ' || dutch_day(s.first_on) || ' tot en met ' || dutch_day(s.last_on)
            || ' is er ongeoorloofd verzuim. Of dat langer dan vier weken achter elkaar is, is niet te zeggen: '
            || case
                when not s.is_known then 'de schoolkalender ontbreekt.'
                when s.lacks_whole then 'of het hele dagen waren is niet bekend.'
                else 'de geboortedatum ontbreekt.'
            end
    ) as sentence,
    'langer dan ' || $days || ' dagen achter elkaar' as limit_said,
    s.evidence
from spells as s
left join reported as r on r.pupil_id = s.pupil_id
where s.since > $today - 365 and s.since > coalesce(r.reported_on, date '0001-01-01')
