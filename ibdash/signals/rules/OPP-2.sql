-- rule:       OPP-2
-- nl:         OPP te laat
-- severity:   actie
-- explains:   Een leerling krijgt langer dan zes weken extra ondersteuning, of is langer dan zes weken
--             met extra ondersteuning op school, en heeft geen vastgesteld ontwikkelingsperspectief.
-- limits:     days integer = 42 fixed Dagen;
--             extra double = 0 Vanaf dit ondersteuningsniveau is het extra ondersteuning (0 is onbekend)
-- action:     Stel het OPP nu vast, met de ouders
-- goes:       een vastgesteld OPP, of een lager ondersteuningsniveau
-- replaces:   OPP-1
-- families:   facts, care
-- source:     signaalregels.csv OPP-2; Wet op het primair onderwijs art. 40a lid 2 (S60)
select
    m.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(m.is_sure and m.since is not null, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    m.since + $days + 1 as since,
    0::double as weight,
    case
        when m.since is null
            then 'Er is geen OPP. Sinds wanneer ' || m.level
                || ' geldt ontbreekt, dus is niet te zeggen of dat te laat is.'
        when m.is_sure
            then 'Er is extra ondersteuning (' || m.level || ') sinds ' || dutch_day(m.since)
                || '. Het OPP moest er uiterlijk ' || dutch_day(m.since + $days)
                || ' zijn en is er nog niet.'
        when m.is_told
            then 'Er is geen OPP. Of ' || m.level || ' extra ondersteuning is, blijkt niet uit de naam.'
        else 'Er is geen OPP. Of ' || m.level
            || ' extra ondersteuning is, is niet ingesteld.'
    end as sentence,
    case
        when not m.is_told then 'nog niet ingesteld'
        when m.since is null then 'zes weken'
        else 'uiterlijk ' || dutch_day(m.since + $days)
    end as limit_said,
    m.evidence
from opp_missing($extra) as m
where m.since is null or m.since + $days < $today
