-- rule:       OPP-1
-- nl:         OPP verplicht
-- severity:   actie
-- explains:   Een leerling krijgt extra ondersteuning, boven de basisondersteuning, en heeft geen
--             vastgesteld ontwikkelingsperspectief (OPP). Welk niveau extra is, verschilt per
--             samenwerkingsverband: zonder die grens zegt de regel "te weinig gegevens".
-- limits:     extra double = 0 Vanaf dit ondersteuningsniveau is het extra ondersteuning (0 is onbekend)
-- action:     Stel een OPP op, met de ouders en met de mening van de leerling
-- goes:       een vastgesteld OPP, of een lager ondersteuningsniveau
-- families:   facts, care
-- source:     signaalregels.csv OPP-1; Wet op het primair onderwijs art. 40a (S60), Steunpunt Passend
--             Onderwijs (S33)
select
    m.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(m.is_sure, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    m.since,
    0::double as weight,
    case
        when m.is_sure
            then 'Er is extra ondersteuning (' || m.level || ')'
                || coalesce(' sinds ' || dutch_day(m.since), '')
                || ', en er is geen vastgesteld OPP.'
        when m.is_told
            then 'Er is geen OPP. Of ' || m.level || ' extra ondersteuning is, blijkt niet uit de naam.'
        else 'Er is geen OPP. Of ' || m.level
            || ' extra ondersteuning is, is niet ingesteld.'
    end as sentence,
    if(m.is_told, 'niveau ' || dutch_number($extra) || ' of hoger', 'nog niet ingesteld') as limit_said,
    m.evidence
from opp_missing($extra) as m
