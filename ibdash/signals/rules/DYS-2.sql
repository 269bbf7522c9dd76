-- rule:       DYS-2
-- nl:         Dossier dyslexie compleet te maken
-- severity:   actie
-- explains:   Een leerling hoort bij woordlezen op drie hoofdmeetmomenten (M of E) achter elkaar bij
--             de laagste 10%. Dan kan een dossier ernstige dyslexie (ED) compleet worden gemaakt.
--             Tussenmetingen tellen niet mee, en spelling is geen criterium.
-- limits:     times integer = 3 fixed Keren achter elkaar
-- action:     Maak het dossier compleet en bespreek een aanvraag met de ouders
-- goes:       een score boven de laagste 10%, of een aanvraag
-- replaces:   DYS-1, DYS-0
-- families:   facts, care
-- source:     signaalregels.csv DYS-2; Protocol Dyslexie Diagnostiek en Behandeling 3.0 (S22)
with counted_moments as (
    select
        m.*,
        -- How many moments back, without a moment that is missing.
        max(m.half_year) over line - m.half_year as back
    from main_result as m
    where m.learning_line = 'woordlezen'
    window line as (partition by m.pupil_id)
)
select
    c.pupil_id,
    null::bigint as group_id,
    'woordlezen' as subject,
    'signal' as outcome,
    null::varchar as severity,
    max(c.shown_on) as since,
    count(*)::double as weight,
    'Woordlezen hoort ' || count(*) || ' keer achter elkaar bij de laagste 10% ('
        || enumerated(list(c.moment order by c.half_year)) || ').' as sentence,
    $times || ' keer achter elkaar bij de laagste 10%' as limit_said,
    list({'fact': 'result', 'id': c.result_id, 'day': c.shown_on} order by c.half_year) as evidence
from counted_moments as c
join here as h using (pupil_id)
where c.back < $times and c.is_lowest
group by c.pupil_id
having count(*) = $times
    and max(c.half_year) >= any_value(h.half_year_now) - 1
    and not exists (
        select 1 from referral as r
        where r.closed_by is null and r.pupil_id = c.pupil_id and r.referral_kind = 'dyslexie'
    )
