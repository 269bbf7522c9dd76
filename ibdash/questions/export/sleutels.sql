-- question: Open table `sleutels`: by which keys of which systems are pupils recognised?
-- nl:       Welke sleutels van leerlingen staan er in de open tabel sleutels?
-- params:   school_id bigint
-- row:      one per pupil, system and key; never an ECK iD, whose hash means nothing elsewhere
-- order:    school, then pupil
-- families: facts
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    a.system as systeem,
    a.key as sleutel
from pupil_alias as a
join pupil_number as n on n.pupil_id = a.pupil_id
join school as s on s.school_id = a.school_id and s.closed_by is null
where a.closed_by is null and a.system <> 'eck'
    and ($school_id is null or a.school_id = $school_id)
order by a.school_id, a.pupil_id, a.system, a.key;
