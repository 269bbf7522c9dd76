-- question: Open table `verzuimtotalen`: how much absence did former schools count?
-- nl:       Welke totalen staan er in de open tabel verzuimtotalen?
-- params:   school_id bigint
-- row:      one per pupil and last day of the twelve months
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    a.until_on as tot,
    a.half_days_allowed as dagdelen_geoorloofd,
    a.half_days_unallowed as dagdelen_ongeoorloofd,
    a.hours_allowed as uren_geoorloofd,
    a.hours_unallowed as uren_ongeoorloofd,
    a.over_a_quarter as meer_dan_een_kwart,
    a.times_unallowed as keren_ongeoorloofd,
    a.attendance_officer as leerplicht_ingeschakeld,
    a.dropout_reported as uitval_gemeld
from absence_total as a
join pupil_number as n on n.pupil_id = a.pupil_id
join school as s on s.school_id = a.school_id and s.closed_by is null
where a.closed_by is null and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.pupil_id, a.until_on, a.absence_total_id;
