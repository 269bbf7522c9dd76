-- rule:       ADV-3
-- nl:         Advies te laat
-- severity:   actie
-- explains:   Een leerling van groep 8 heeft na 31 januari nog geen voorlopig advies, of na 24 maart nog
--             geen definitief advies.
-- action:     Leg het advies vast
-- goes:       een advies
-- families:   care
-- source:     signaalregels.csv ADV-3; handreiking schooladvisering, ministerie van OCW (S24)
with due as (
    select
        h.pupil_id,
        d.kind,
        make_date(left(h.school_year, 4)::integer + 1, d.in_month, d.on_day) as last_day
    from here as h
    cross join (
        values ('provisional', 1, 31), ('final', 3, 24)
    ) as d(kind, in_month, on_day)
    where h.year_group = '8' and h.school_year = school_year_of($today)
)
select
    d.pupil_id,
    null::bigint as group_id,
    if(d.kind = 'final', 'definitief', 'voorlopig') as subject,
    'signal' as outcome,
    null::varchar as severity,
    d.last_day + 1 as since,
    0::double as weight,
    'Het ' || if(d.kind = 'final', 'definitief', 'voorlopig') || ' advies moest er uiterlijk '
        || dutch_day(d.last_day) || ' zijn, en is er niet.' as sentence,
    'na ' || dutch_day(d.last_day) as limit_said,
    [] as evidence
from due as d
where $today > d.last_day
    and not exists (
        select 1 from advice_now as a
        -- Who has the definitive advice needs the provisional one no more.
        where a.pupil_id = d.pupil_id and a.kind in (d.kind, 'final')
    )
