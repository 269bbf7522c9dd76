-- question: Which results of a school are dated after the pupil left?
-- nl:       Welke toetsen zijn afgenomen nadat de leerling van school ging?
-- params:   school_id bigint
-- row:      one per open result; the day of leaving itself is right
-- order:    newest first
-- families: facts
-- check:    Toets na de uitschrijving
-- severity: fout
-- explains: De toets is afgenomen nadat de leerling van school ging. De afnamedatum of de datum
--           van uitschrijving klopt niet, of de toets is van een andere leerling.
-- sentence: {test} is afgenomen op {taken_on}, maar de leerling ging weg op {left_on}
-- remedy:   Verbeter de afnamedatum of de uitschrijving, of zet de toets bij de goede leerling
select
    r.pupil_id,
    coalesce(r.source_change, r.opened_by) as from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    r.taken_on,
    p.left_on
from result as r
join pupil as p on p.pupil_id = r.pupil_id and p.closed_by is null
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null and r.school_id = $school_id and r.taken_on > p.left_on
order by r.taken_on desc, r.result_id;
