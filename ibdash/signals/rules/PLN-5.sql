-- rule:       PLN-5
-- nl:         Plan loopt te lang
-- severity:   aandacht
-- explains:   Een plan loopt langer dan drie maanden zonder evaluatie tussendoor. Een OPP telt niet
--             mee: daarvoor geldt een keer per schooljaar.
-- limits:     days integer = 92 Dagen sinds het begin of de laatste evaluatie
-- action:     Evalueer tussendoor, en stel het plan bij of sluit het af
-- goes:       een evaluatie, of een plan dat is afgesloten
-- families:   care
-- source:     signaalregels.csv PLN-5; een plan duurt zes weken tot drie maanden (S63)
with counted_plan as (
    select p.*, max(e.evaluated_on) as last_on, arg_max(e.evaluation_id, e.evaluated_on) as last_id
    from plan_now as p
    left join evaluation as e
        on e.plan_id = p.plan_id and e.closed_by is null and e.evaluated_on <= $today
    where p.runs and not p.is_evaluated and p.plan_kind is distinct from 'opp'
    group by all
)
select
    pupil_id,
    if(pupil_id is null, group_id, null) as group_id,
    plan_id::varchar as subject,
    if(coalesce(last_on, starts_on) is null, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    coalesce(last_on, starts_on) + $days + 1 as since,
    0::double as weight,
    called || case
        when last_on is not null
            then ' is voor het laatst geëvalueerd op ' || dutch_day(last_on) || ' en loopt door.'
        when starts_on is not null
            then ' loopt sinds ' || dutch_day(starts_on) || ' zonder evaluatie.'
        else ' heeft geen begindatum en geen evaluatie, dus is niet te zeggen of het te lang loopt.'
    end as sentence,
    'meer dan ' || counted($days, 'dag', 'dagen') || ' zonder evaluatie' as limit_said,
    list_concat(
        [{'fact': 'plan', 'id': plan_id, 'day': starts_on}],
        if(last_id is null, [], [{'fact': 'evaluation', 'id': last_id, 'day': last_on}])
    ) as evidence
from counted_plan
where coalesce(last_on, starts_on) is null or coalesce(last_on, starts_on) + $days < $today
