-- rule:       LWO-2
-- nl:         Leerachterstand als bij praktijkonderwijs
-- severity:   aandacht
-- explains:   De leerachterstand (1 − DLE/DL) is 50% of meer op twee of meer van de vier domeinen
--             technisch lezen, begrijpend lezen, spelling en rekenen, waarvan minstens één begrijpend
--             lezen of rekenen, en het IQ is 55 tot en met 80 in een onderzoek van hoogstens twee jaar
--             oud. Dit geldt vanaf M7 (45 maanden onderwijs). De criteria verschillen per regio.
-- limits:     backlog double = 0.5 fixed Leerachterstand vanaf; iq_from integer = 55 fixed IQ vanaf;
--             iq_until integer = 80 fixed IQ tot en met; from_months integer = 45 fixed Maanden onderwijs
--             vanaf
-- action:     Bespreek de uitstroom en kijk naar de criteria van uw regio
-- goes:       een leerachterstand onder 50% op genoeg domeinen, of een ander IQ
-- replaces:   LWO-1
-- families:   facts, care
-- restricted: yes
-- source:     signaalregels.csv LWO-2; criteria lwoo en pro, samenwerkingsverbandvo.nl (S31) en
--             bovohaaglanden.nl (S32)
with behind as (
    select
        pupil_id,
        max(shown_on) as newest_day,
        count(*) as n,
        list(backlog_said(line_name, dle, dl) order by dle / dl, line_name) as parts,
        list(mark) as marks
    from backlog_domain
    where dle <= (1 - $backlog) * dl and dl >= $from_months
    group by pupil_id
    having count(*) >= 2 and bool_or(is_core)
),
tested as (
    select
        pupil_id, capacity_id, iq, taken_on,
        taken_on is null or taken_on < $today - interval 2 years as is_old
    from capacity
    where closed_by is null and school_id in (select school_id from asked_school) and part is null and iq is not null
        and coalesce(taken_on, $today) <= $today
    qualify row_number() over (
        partition by pupil_id order by taken_on desc nulls last, capacity_id desc
    ) = 1
)
select
    b.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(coalesce(t.is_old, true), 'too_little', 'signal') as outcome,
    null::varchar as severity,
    least(greatest(b.newest_day, coalesce(t.taken_on, b.newest_day)), $today) as since,
    b.n::double as weight,
    'De leerachterstand is: ' || enumerated(b.parts) || '. '
        || case
            when t.pupil_id is null then 'Er is geen IQ bekend, dus of dit bij praktijkonderwijs past, is niet'
                || ' te zeggen.'
            when t.is_old then 'Het IQ is niet van de laatste twee jaar, dus of dit bij praktijkonderwijs past,'
                || ' is niet te zeggen.'
            else 'Het IQ is ' || dutch_number(t.iq) || ' (' || dutch_day(t.taken_on) || ').'
        end as sentence,
    'een leerachterstand van ' || dutch_number(100 * $backlog) || '% of meer op twee van vier domeinen, met'
        || ' begrijpend lezen of rekenen, en een IQ van ' || $iq_from || ' tot en met ' || $iq_until
        as limit_said,
    as_results(b.marks) || if(
        t.pupil_id is null, [], [{'fact': 'capacity', 'id': t.capacity_id, 'day': t.taken_on}]
    ) as evidence
from behind as b
left join tested as t on t.pupil_id = b.pupil_id
where coalesce(t.is_old, true) or t.iq between $iq_from and $iq_until
