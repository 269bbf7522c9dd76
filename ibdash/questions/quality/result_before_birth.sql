-- question: Which results of a school are dated before the pupil was born?
-- nl:       Welke toetsresultaten hebben een datum voor de geboorte van de leerling?
-- params:   school_id bigint
-- row:      one per open result; from_change and source_row say which file and row it is from
-- order:    newest first
-- families: facts
-- check:    Toets voor de geboorte
-- severity: fout
-- explains: De afnamedatum ligt voor de geboortedatum. Een van de twee is verkeerd getypt.
-- sentence: {test} is afgenomen op {taken_on}, maar de geboortedatum is {birth_date}
-- remedy:   Verbeter de afnamedatum of de geboortedatum in het leerlingvolgsysteem en lever het
--           bestand opnieuw aan
select
    r.pupil_id,
    coalesce(r.source_change, r.opened_by) as from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    r.taken_on,
    p.birth_date
from result as r
join pupil as p on p.pupil_id = r.pupil_id and p.closed_by is null
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null and r.school_id = $school_id and r.taken_on < p.birth_date
order by r.taken_on desc, r.result_id;
