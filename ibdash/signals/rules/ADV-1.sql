-- rule:       ADV-1
-- nl:         Advies bijstellen
-- severity:   actie
-- explains:   Het toetsadvies is hoger dan het voorlopig advies, ook als dat een half niveau is. Dan wordt
--             het advies bijgesteld, tenzij de school motiveert dat dit niet in het belang van de leerling
--             is. Een lager toetsadvies verandert niets.
-- action:     Stel het advies bij, of leg vast waarom dat niet in het belang van de leerling is
-- goes:       een definitief of bijgesteld advies dat minstens zo hoog is, of een onderbouwing daarbij
-- families:   care
-- source:     signaalregels.csv ADV-1; handreiking schooladvisering, ministerie van OCW (S24, S89b)
with compared as (
    select
        t.pupil_id,
        t.school_advice_id as test_id,
        t.known_on as test_day,
        t.said as test_said,
        t.place as test_place,
        p.school_advice_id as provisional_id,
        p.known_on as provisional_day,
        p.said as provisional_said,
        p.place as provisional_place,
        f.school_advice_id as final_id,
        f.known_on as final_day,
        f.said as final_said
    from advice_now as t
    join advice_now as p on p.pupil_id = t.pupil_id and p.kind = 'provisional'
    left join advice_now as f on f.pupil_id = t.pupil_id and f.kind = 'final'
    where t.kind = 'test'
        and coalesce(f.reasoning, '') = ''
        and coalesce(f.place < t.place or (f.place is null and f.said <> t.said), true)
)
select
    c.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(c.test_place > c.provisional_place, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    coalesce(c.test_day, c.provisional_day) as since,
    coalesce(c.test_place - c.provisional_place, 0)::double as weight,
    if(
        c.test_place > c.provisional_place,
        'Het toetsadvies (' || c.test_said || ') is hoger dan het voorlopig advies (' || c.provisional_said
            || '), en het advies is niet bijgesteld'
            || coalesce(' (definitief: ' || c.final_said || ', zonder onderbouwing)', '') || '.',
        'Het toetsadvies (' || c.test_said || ') en het voorlopig advies (' || c.provisional_said
            || ') zijn niet te vergelijken, want ' || if(c.test_place is null, c.test_said, c.provisional_said)
            || ' is geen bekend niveau.'
    ) as sentence,
    'een toetsadvies dat hoger is dan het voorlopig advies' as limit_said,
    list_filter(
        [
            {'fact': 'school_advice', 'id': c.provisional_id, 'day': c.provisional_day},
            {'fact': 'school_advice', 'id': c.test_id, 'day': c.test_day},
            {'fact': 'school_advice', 'id': c.final_id, 'day': c.final_day}
        ],
        lambda one: one.id is not null
    ) as evidence
from compared as c
where c.test_place > c.provisional_place
    or ((c.test_place is null or c.provisional_place is null) and c.test_said <> c.provisional_said)
