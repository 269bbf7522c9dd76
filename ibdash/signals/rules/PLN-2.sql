-- rule:       PLN-2
-- nl:         Evaluatie nadert
-- severity:   aandacht
-- explains:   De afgesproken dag van de evaluatie van een plan is vandaag of komt binnenkort.
-- limits:     days integer = 14 Dagen vooraf
-- action:     Zet de evaluatie klaar en nodig de ouders uit
-- goes:       een evaluatie, een andere dag, of een plan dat is afgesloten
-- families:   care
-- source:     signaalregels.csv PLN-2 (afgeleid uit de praktijk)
select
    p.pupil_id,
    if(p.pupil_id is null, p.group_id, null) as group_id,
    p.plan_id::varchar as subject,
    'signal' as outcome,
    null::varchar as severity,
    greatest(p.evaluate_on - $days, p.starts_on) as since,
    0::double as weight,
    p.called || ': de evaluatie is afgesproken voor ' || dutch_day(p.evaluate_on) || '.' as sentence,
    'binnen ' || counted($days, 'dag', 'dagen') as limit_said,
    [{'fact': 'plan', 'id': p.plan_id, 'day': p.evaluate_on}] as evidence
from plan_now as p
where p.evaluate_on between $today and $today + $days
    and not p.is_evaluated
    and not exists (
        select 1 from evaluation as e
        where e.closed_by is null and e.plan_id = p.plan_id
            and e.evaluated_on between p.evaluate_on and $today
    )
