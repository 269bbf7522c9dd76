-- rule:       VRZ-5
-- nl:         Lang ziek
-- severity:   aandacht
-- explains:   Een leerling is in dit schooljaar langer dan zes schooldagen achter elkaar ziek geweest.
--             Weekenden en vakanties tellen niet. Boven de tweede grens weegt het zwaarder.
-- limits:     days integer = 7 Schooldagen achter elkaar;
--             long_days integer = 11 Schooldagen achter elkaar die zwaarder wegen
-- action:     Praat met de ouders, en overleg zo nodig met de jeugdarts over onderwijs bij ziekte
-- goes:       een nieuw schooljaar
-- families:   facts, care
-- source:     signaalregels.csv VRZ-5; M@ZL (S47), Ziekteverzuimprotocol De Meierij (S48)
with spells as (
    select
        pupil_id,
        wide_spell,
        count(*) as days,
        max(absent_on) as last_on,
        list(absent_on order by absent_on)[$days] as since,
        bool_and(is_known) as is_known,
        flatten(list(evidence order by absent_on)) as evidence
    from absent_day
    where kind = 'ziek'
    group by pupil_id, wide_spell
    having count(*) >= $days and school_year_of(max(absent_on)) = school_year_of($today)
)
select
    pupil_id,
    null::bigint as group_id,
    wide_spell::varchar as subject,
    if(is_known, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    since,
    if(is_known, 1 + (days >= $long_days)::integer, 0)::double as weight,
    if(
        is_known,
        'Ziek op ' || days || ' schooldagen achter elkaar, van ' || dutch_day(wide_spell) || ' tot en met '
            || dutch_day(last_on) || '.',
        'Ziek op ' || days || ' dagen van ' || dutch_day(wide_spell) || ' tot en met ' || dutch_day(last_on)
            || '. Of dat schooldagen achter elkaar zijn, is niet te zeggen: de schoolkalender ontbreekt.'
    ) as sentence,
    if(days >= $long_days and is_known, $long_days, $days) || ' schooldagen of meer achter elkaar' as limit_said,
    evidence
from spells
