-- rule:       PLN-3
-- nl:         Geen evaluatiedatum
-- severity:   actie
-- explains:   Een plan loopt, en er is geen dag afgesproken waarop het wordt geëvalueerd. In een plan
--             hoort zo'n dag te staan.
-- action:     Spreek een dag voor de evaluatie af
-- goes:       een evaluatiedatum, of een plan dat is geëvalueerd of afgesloten
-- families:   care
-- source:     signaalregels.csv PLN-3; wat er in een handelingsplan staat (S64)
select
    p.pupil_id,
    if(p.pupil_id is null, p.group_id, null) as group_id,
    p.plan_id::varchar as subject,
    'signal' as outcome,
    null::varchar as severity,
    p.starts_on as since,
    0::double as weight,
    p.called || ' loopt' || coalesce(' sinds ' || dutch_day(p.starts_on), '')
        || ', en er is geen dag voor de evaluatie.' as sentence,
    'een lopend plan zonder evaluatiedatum' as limit_said,
    [{'fact': 'plan', 'id': p.plan_id, 'day': p.starts_on}] as evidence
from plan_now as p
where p.evaluate_on is null and p.runs and not p.is_evaluated
