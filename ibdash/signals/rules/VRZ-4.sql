-- rule:       VRZ-4
-- nl:         Vaak ziek
-- severity:   aandacht
-- explains:   Een leerling is in dit schooljaar vier keer of vaker ziek gemeld. Schooldagen achter elkaar
--             zijn één melding, ook met een weekend of een vakantie ertussen. Per regio verschilt de grens:
--             met een aantal schoolweken telt alleen die tijd.
-- limits:     times integer = 4 Keren ziek gemeld;
--             weeks integer = 0 Laatste schoolweken die tellen (0 is het hele schooljaar)
-- action:     Praat met de ouders over de oorzaak, en overleg zo nodig met de jeugdarts
-- goes:       minder meldingen in de tijd die telt, of een nieuw schooljaar
-- families:   facts, care
-- source:     signaalregels.csv VRZ-4; ziekmelden in Rivierenland (S49), M@ZL (S47)
with this_week as (
    select school_id, year_group, max(week) as week
    from school_day
    where day <= $today
    group by school_id, year_group
),
spells as (
    select
        d.pupil_id,
        d.spell,
        bool_and(d.is_known) as is_known,
        flatten(list(d.evidence order by d.absent_on)) as evidence
    from absent_day as d
    join here as h on h.pupil_id = d.pupil_id
    join this_week as w
        on w.school_id = h.school_id and w.year_group is not distinct from h.year_group
    where d.kind = 'ziek'
        and if($weeks > 0, d.week > w.week - $weeks, d.school_year = school_year_of($today))
    group by d.pupil_id, d.spell
),
placed as (
    select *, row_number() over (partition by pupil_id order by spell) as place from spells
)
select
    pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(bool_and(is_known), 'signal', 'too_little') as outcome,
    null::varchar as severity,
    max(spell) filter (place = $times) as since,
    if(bool_and(is_known), count(*), 0)::double as weight,
    if(
        bool_and(is_known),
        'Er zijn ' || count(*) || ' ziekmeldingen '
            || if($weeks > 0, 'in de laatste ' || $weeks || ' schoolweken', 'in dit schooljaar')
            || ', de laatste vanaf ' || dutch_day(max(spell)) || '.',
        'Er waren hoogstens ' || count(*) || ' ziekmeldingen. Hoeveel precies is niet te zeggen:'
            || ' de schoolkalender ontbreekt.'
    ) as sentence,
    $times || ' ziekmeldingen of meer' as limit_said,
    flatten(list(evidence order by spell)) as evidence
from placed
group by pupil_id
having count(*) >= $times
