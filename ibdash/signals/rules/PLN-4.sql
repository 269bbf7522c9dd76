-- rule:       PLN-4
-- nl:         Plan niet ondertekend
-- severity:   aandacht
-- explains:   Een plan van een leerling loopt een tijd, en er is geen handtekening of akkoord van de
--             ouders. Een groepsplan tekenen ouders niet, en van een OPP zegt OPP-4 het.
-- limits:     days integer = 14 Dagen na het begin van het plan
-- action:     Bespreek het plan met de ouders en leg hun akkoord vast
-- goes:       de dag van de handtekening of van het akkoord, of een plan dat is afgesloten
-- families:   care
-- source:     signaalregels.csv PLN-4; scholen over handelingsplannen en ouders (S64, S65b)
select
    p.pupil_id,
    null::bigint as group_id,
    p.plan_id::varchar as subject,
    if(p.starts_on is null, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    p.starts_on + $days + 1 as since,
    0::double as weight,
    if(
        p.starts_on is null,
        p.called || ' is niet ondertekend. De begindatum ontbreekt, dus is niet te zeggen of dat te lang duurt.',
        p.called || ' loopt sinds ' || dutch_day(p.starts_on)
            || ', en er is geen handtekening of akkoord van de ouders.'
    ) as sentence,
    'meer dan ' || counted($days, 'dag', 'dagen') || ' na het begin' as limit_said,
    [{'fact': 'plan', 'id': p.plan_id, 'day': p.starts_on}] as evidence
from plan_now as p
where p.pupil_id is not null
    and p.plan_kind is distinct from 'opp'
    and p.runs
    and not p.is_evaluated
    and coalesce(least(p.signed_on, p.parents_agreed_on) > $today, true)
    and (p.starts_on is null or p.starts_on + $days < $today)
