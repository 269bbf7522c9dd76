-- rule:       PLN-1
-- nl:         Evaluatie verlopen
-- severity:   actie
-- explains:   De dag waarop een plan geëvalueerd zou worden is voorbij, en er is geen evaluatie van
--             die dag of later.
-- limits:     days integer = 0 fixed Dagen na de afgesproken dag
-- action:     Evalueer het plan, of kies een nieuwe dag
-- goes:       een evaluatie, of een plan dat is afgesloten
-- families:   care
-- source:     signaalregels.csv PLN-1
select
    p.pupil_id,
    if(p.pupil_id is null, p.group_id, null) as group_id,
    p.plan_id::varchar as subject,
    'signal' as outcome,
    null::varchar as severity,
    p.evaluate_on + $days + 1 as since,
    0::double as weight,
    p.called || ': de evaluatie was afgesproken voor ' || dutch_day(p.evaluate_on)
        || ' en is er nog niet.' as sentence,
    'de dag na ' || dutch_day(p.evaluate_on) as limit_said,
    [{'fact': 'plan', 'id': p.plan_id, 'day': p.evaluate_on}] as evidence
from plan_now as p
where p.evaluate_on + $days < $today
    and not p.is_evaluated
    and not exists (
        select 1 from evaluation as e
        where e.closed_by is null and e.plan_id = p.plan_id
            and e.evaluated_on between p.evaluate_on and $today
    )
