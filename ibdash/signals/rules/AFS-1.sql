-- rule:       AFS-1
-- nl:         Afspraak te laat
-- severity:   actie
-- explains:   De dag waarop een afspraak klaar zou zijn is voorbij, en de afspraak staat nog open.
-- limits:     days integer = 0 fixed Dagen na de afgesproken dag
-- action:     Doe wat is afgesproken, of spreek een andere dag af
-- goes:       een afspraak die gedaan is, of een andere dag
-- families:   care
-- source:     signaalregels.csv AFS-1 (afgeleid uit de praktijk)
select
    a.pupil_id,
    if(a.pupil_id is null, a.group_id, null) as group_id,
    a.agreement_id::varchar as subject,
    'signal' as outcome,
    null::varchar as severity,
    a.due_on + $days + 1 as since,
    0::double as weight,
    'Een afspraak zou uiterlijk ' || dutch_day(a.due_on) || ' klaar zijn en staat nog open.'
        as sentence,
    'de dag na ' || dutch_day(a.due_on) as limit_said,
    [{'fact': 'agreement', 'id': a.agreement_id, 'day': a.due_on}] as evidence
from agreement as a
where a.closed_by is null
    and a.school_id in (select school_id from asked_school)
    and a.due_on + $days < $today
    and coalesce(a.done_on > $today, true)
    and (
        a.pupil_id in (select pupil_id from here)
        or (a.pupil_id is null and a.group_id in (select group_id from here))
    )
