-- rule:       OPP-4
-- nl:         OPP onvolledig
-- severity:   actie
-- explains:   In een OPP horen de verwachte uitstroom met een onderbouwing, belemmerende en
--             bevorderende factoren, de instemming van de ouders met de ondersteuning, en (sinds
--             1 augustus 2025) de mening van de leerling. Staat er van dit alles niets in de gegevens,
--             dan zegt de regel "te weinig gegevens".
-- action:     Vul aan wat ontbreekt, met ouders en leerling
-- goes:       een OPP waarin alles staat
-- families:   care
-- source:     signaalregels.csv OPP-4; Besluit bekostiging WPO art. 34.7 (S61), wet 36443 (S34)
with heard as (
    -- The right to be heard holds for making, changing and evaluating an OPP.
    select
        o.plan_id,
        coalesce(o.made_on >= date '2025-08-01', false)
            or count(*) filter (e.evaluated_on >= date '2025-08-01') > 0 as is_due,
        o.pupil_heard_on is not null or count(*) filter (e.with_pupil) > 0 as is_heard
    from opp as o
    left join evaluation as e
        on e.plan_id = o.plan_id and e.closed_by is null and e.evaluated_on <= $today
    group by o.plan_id, o.made_on, o.pupil_heard_on
),
told as (
    select
        o.*,
        list_filter(
            [
                if(coalesce(trim(o.outflow_destination), '') = '', 'de uitstroombestemming', null),
                if(coalesce(trim(o.reasoning), '') = '', 'de onderbouwing daarvan', null),
                if(coalesce(trim(o.hindering_factors), '') = '', 'belemmerende factoren', null),
                if(coalesce(trim(o.helping_factors), '') = '', 'bevorderende factoren', null),
                if(
                    o.parents_agreed_on is null and o.signed_on is null,
                    'de instemming van de ouders',
                    null
                ),
                if(h.is_due and not h.is_heard, 'de mening van de leerling', null)
            ],
            lambda part: part is not null
        ) as missing,
        coalesce(
            nullif(trim(o.outflow_destination), ''),
            nullif(trim(o.reasoning), ''),
            nullif(trim(o.hindering_factors), ''),
            nullif(trim(o.helping_factors), ''),
            o.parents_agreed_on::varchar,
            o.signed_on::varchar,
            o.pupil_heard_on::varchar
        ) is null as is_bare
    from opp as o
    join heard as h on h.plan_id = o.plan_id
)
select
    pupil_id,
    null::bigint as group_id,
    plan_id::varchar as subject,
    if(is_bare, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    made_on as since,
    len(missing)::double as weight,
    if(
        is_bare,
        'Van het OPP is alleen bekend dat het er is, niet wat erin staat.',
        'In het OPP ' || if(len(missing) = 1 and missing[1] not like '%factoren', 'ontbreekt ', 'ontbreken ')
            || enumerated(missing) || '.'
    ) as sentence,
    'wat in elk OPP hoort te staan' as limit_said,
    [{'fact': 'plan', 'id': plan_id, 'day': made_on}] as evidence
from told
where len(missing) > 0
