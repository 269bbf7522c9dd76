-- rule:       OPP-3
-- nl:         OPP niet geëvalueerd
-- severity:   actie
-- explains:   Een OPP wordt elk schooljaar met de ouders geëvalueerd. De regel kijkt vooruit naar het
--             einde van het schooljaar (31 juli), en terug of het vorige schooljaar is overgeslagen.
-- limits:     days integer = 42 Dagen voor het einde van het schooljaar
-- action:     Evalueer het OPP met de ouders
-- goes:       een evaluatie met de ouders in dit schooljaar
-- families:   facts, care
-- source:     signaalregels.csv OPP-3; Wet op het primair onderwijs art. 40a lid 3 (S60)
with counted_year as (
    select
        make_date(year($today) - (month($today) < 8)::integer, 8, 1) as begins,
        make_date(year($today) + 1 - (month($today) < 8)::integer, 7, 31) as ends
),
evaluated as (
    -- Of whichever OPP of the pupil: a new version goes on where the old one stopped.
    select
        p.pupil_id,
        e.evaluation_id,
        e.evaluated_on,
        e.with_parents,
        e.evaluated_on >= y.begins as is_this_year,
        e.evaluated_on >= y.begins - interval 1 year as is_recent
    from evaluation as e
    join plan as p on p.plan_id = e.plan_id and p.closed_by is null and p.plan_kind = 'opp'
    cross join counted_year as y
    where e.closed_by is null and e.evaluated_on <= $today
),
told as (
    select
        o.plan_id,
        o.pupil_id,
        o.made_on,
        y.begins,
        y.ends,
        o.made_on <= y.ends - $days and $today >= y.ends - $days as is_time,
        o.made_on < y.begins - $days and count(*) filter (e.with_parents and e.is_recent) = 0 as was_missed,
        count(*) filter (e.with_parents and e.is_this_year) > 0 as is_done,
        o.is_evaluated
            or count(*) filter (e.is_this_year and e.with_parents is null) > 0
            as may_be_done,
        count(*) filter (e.is_recent and e.with_parents is null) > 0 as may_have_been,
        max(e.evaluated_on) filter (e.with_parents) as last_on,
        list({'fact': 'evaluation', 'id': e.evaluation_id, 'day': e.evaluated_on} order by e.evaluated_on)
            filter (e.is_recent) as evaluations
    from opp as o
    cross join counted_year as y
    left join evaluated as e on e.pupil_id = o.pupil_id
    group by o.plan_id, o.pupil_id, o.made_on, o.is_evaluated, y.begins, y.ends
),
judged as (
    -- What is not known of the year before says nothing when it is time again.
    select *, may_be_done or (may_have_been and not is_time) as is_unknown from told
)
select
    pupil_id,
    null::bigint as group_id,
    plan_id::varchar as subject,
    if(made_on is null or is_unknown, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    case when was_missed then begins when is_time then ends - $days end as since,
    coalesce(was_missed, false)::integer::double as weight,
    case
        when is_unknown
            then 'Het OPP is geëvalueerd, maar het is niet bekend of dat op tijd en met de ouders was.'
        when made_on is null
            then 'Het OPP heeft geen datum en geen evaluatie met de ouders in dit schooljaar.'
        when last_on is null then 'Het OPP van ' || dutch_day(made_on)
            || ' is niet met de ouders geëvalueerd. Dat hoort elk schooljaar te gebeuren.'
        else 'Het OPP is voor het laatst met de ouders geëvalueerd op ' || dutch_day(last_on)
            || '. Dat hoort elk schooljaar te gebeuren.'
    end as sentence,
    if(
        was_missed,
        'geen evaluatie met de ouders in ' || school_year_of(begins - 1),
        'uiterlijk ' || dutch_day(ends)
    ) as limit_said,
    list_concat([{'fact': 'plan', 'id': plan_id, 'day': made_on}], coalesce(evaluations, [])) as evidence
from judged
where not is_done and (was_missed or is_time or made_on is null)
