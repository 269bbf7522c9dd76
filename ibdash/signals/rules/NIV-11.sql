-- rule:       NIV-11
-- nl:         Twee keer onder verwachting
-- severity:   zorg
-- explains:   De score ligt op twee hoofdmomenten achter elkaar onder het bereik waarin 8 van de 10
--             leerlingen met zo'n start uitkomen. Elk bereik is gemaakt voor zijn eigen moment.
-- limits:     times integer = 2 fixed Keren achter elkaar
-- action:     Bespreek de leerling en kies een aanpak
-- goes:       een score binnen het bereik
-- replaces:   NIV-5
-- under:      GRP-1
-- families:   facts
-- source:     methods.md 4.2; signaalregels.csv NIV-11
with below as (
    select
        e.*,
        lead(e.half_year) over line as half_year_before,
        lead(e.score < e.low) over line as was_below,
        lead(e.score) over line as score_before,
        lead(e.low) over line as low_before,
        lead(e.moment) over line as moment_before,
        lead(e.result_id) over line as result_before,
        lead(e.shown_on) over line as shown_before
    from expected as e
    window line as (partition by e.pupil_id, e.scale order by e.half_year desc)
)
select
    b.pupil_id,
    null::bigint as group_id,
    b.learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    b.shown_on as since,
    $times::double as weight,
    line_name(b.learning_line) || ': twee keer achter elkaar onder het verwachte bereik, '
        || dutch_number(b.score_before) || ' bij ' || b.moment_before || ' (bereik vanaf '
        || whole_number(b.low_before) || ') en ' || dutch_number(b.score) || ' bij ' || b.moment
        || ' (bereik vanaf ' || whole_number(b.low) || ').' as sentence,
    'twee hoofdmomenten achter elkaar onder het 80%-bereik' as limit_said,
    [
        {'fact': 'result', 'id': b.result_before, 'day': b.shown_before},
        {'fact': 'result', 'id': b.result_id, 'day': b.shown_on}
    ] as evidence
from below as b
where b.place = 1 and b.half_year >= b.half_year_now - 1 and b.score < b.low
    and b.was_below and b.half_year_before = b.half_year - 1
