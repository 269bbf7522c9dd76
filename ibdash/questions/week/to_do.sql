-- question: What stands in the calendar from a day on: evaluations, ends of a TLV, test windows, holidays?
-- nl:       Wat staat er deze en volgende week in de agenda?
-- params:   school_id bigint, from_on date, until_on date
-- row:      one per thing; kind: evaluation, tlv, tests or free; day: on which it is due or begins;
--           until_on: of tests and free days; title: of the plan, the moments of the tests, or the
--           kind of free days; pupils: of whom, null where it is about nobody; with_parents: the plan
--           is an OPP, which is evaluated with the parents
-- order:    day, kind
-- families: facts, care
with leaving as (
    select pupil_id from pupil
    where closed_by is null and school_id = $school_id and coalesce(left_on, $from_on) >= $from_on
)
select
    'evaluation' as kind,
    p.evaluate_on as day,
    null::date as until_on,
    p.pupil_id,
    if(p.pupil_id is null, p.group_id, null) as group_id,
    g.name as group_name,
    coalesce(
        p.title,
        case p.plan_kind
            when 'opp' then 'OPP' when 'group' then 'Groepsplan' else 'Handelingsplan'
        end || coalesce(' ' || lower(w.name), '')
    ) as title,
    coalesce(p.plan_kind = 'opp', false) as with_parents
from plan as p
left join learning_line as w on w.line = p.learning_line
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where p.closed_by is null and p.school_id = $school_id
    and p.evaluate_on between $from_on and $until_on
    and coalesce(p.status, '') not in
        ('concept', 'afgesloten', 'geevalueerd', 'voortgezet', 'opgeschaald')
    and (p.pupil_id is null or p.pupil_id in (select pupil_id from leaving))
    and not exists (
        select 1 from evaluation as e
        where e.closed_by is null and e.plan_id = p.plan_id
            and e.evaluated_on between p.evaluate_on - 14 and $until_on
    )
union all
select
    'tlv', until_on, null, pupil_id, null, null, 'TLV loopt af', false
from declaration
where closed_by is null and school_id = $school_id and declaration_kind = 'tlv'
    and until_on between $from_on and $until_on
    and pupil_id in (select pupil_id from leaving)
union all
select
    'tlv', valid_until, null, pupil_id, null, null, 'TLV loopt af', false
from referral
where closed_by is null and school_id = $school_id and referral_kind in ('tlv_sbo', 'tlv_so')
    and valid_until between $from_on and $until_on
    and pupil_id in (select pupil_id from leaving)
union all
select
    'tests', greatest(from_on, $from_on), until_on, null, null, null,
    string_agg(distinct moment, ', ' order by moment), false
from test_calendar
where closed_by is null and school_id = $school_id and moment is not null
    and from_on <= $until_on and until_on >= $from_on
group by greatest(from_on, $from_on), until_on
union all
select
    'free', greatest(from_on, $from_on), until_on, null, null, null, coalesce(calendar_kind, 'vrij'), false
from school_calendar
where closed_by is null and school_id = $school_id
    and from_on <= $until_on and coalesce(until_on, from_on) >= $from_on
order by day, kind, title;
