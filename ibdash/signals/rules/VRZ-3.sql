-- rule:       VRZ-3
-- nl:         Luxe verzuim
-- severity:   actie
-- explains:   Een leerplichtige leerling was een hele schooldag of langer zonder verlof afwezig, buiten
--             de vakanties. Dat kan luxe verzuim zijn: op vakantie zonder verlof.
-- limits:     days integer = 1 fixed Hele schooldagen
-- action:     Vraag de ouders naar de reden, en meld luxe verzuim meteen bij leerplicht
-- goes:       een melding bij leerplicht vanaf die dag, of een jaar later
-- families:   facts, care
-- source:     signaalregels.csv VRZ-3; DUO over verzuim melden (S42)
with away as (
    select
        d.*,
        d.is_known and coalesce(d.is_whole, false) and coalesce(d.is_compulsory, false) as is_sure
    from absent_day as d
    left join reported as r on r.pupil_id = d.pupil_id
    where d.kind = 'ongeoorloofd'
        and coalesce(d.is_whole, true)
        and coalesce(d.is_compulsory, true)
        and d.absent_on > $today - 365
        and d.absent_on > coalesce(r.reported_on, date '0001-01-01')
),
counted_day as (
    -- Days that only may be one count for who has none that is.
    select
        pupil_id,
        is_sure,
        count(*) as days,
        min(absent_on) as first_on,
        max(absent_on) as last_on,
        bool_and(is_known) as is_known,
        bool_or(is_whole is null) as lacks_whole,
        flatten(list(evidence order by absent_on)) as evidence
    from away
    group by pupil_id, is_sure
    having count(*) >= $days
    qualify row_number() over (partition by pupil_id order by is_sure desc) = 1
)
select
    pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(is_sure, 'signal', 'too_little') as outcome,
    null::varchar as severity,
    first_on as since,
    if(is_sure, days, 0)::double as weight,
    case
        when is_sure
            then 'Er was buiten de vakanties ' || counted(days, 'hele schooldag', 'hele schooldagen')
                || ' verzuim zonder verlof: '
                || if(
                    days = 1,
                    dutch_day(first_on),
                    'de eerste op ' || dutch_day(first_on) || ', de laatste op ' || dutch_day(last_on)
                )
        else 'Er was verzuim zonder verlof, het eerst op ' || dutch_day(first_on) || '. Of dat '
            || case
                when not is_known then 'buiten de vakantie was, is niet te zeggen: de schoolkalender ontbreekt'
                when lacks_whole then 'een hele schooldag was, is niet te zeggen: er staan alleen uren'
                else 'al onder de leerplicht viel, is niet te zeggen: de geboortedatum ontbreekt'
            end
    end || '.' as sentence,
    counted($days, 'hele schooldag', 'hele schooldagen') || ' zonder verlof' as limit_said,
    evidence
from counted_day
