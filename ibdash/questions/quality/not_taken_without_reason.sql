-- question: Which tests were not taken, without a reason?
-- nl:       Welke toetsen zijn niet gemaakt, zonder dat er een reden bij staat?
-- params:   school_id bigint
-- row:      one per open result without any outcome and without a reason
-- order:    newest first
-- families: facts
-- check:    Niet gemaakt zonder reden
-- severity: let op
-- explains: De toets staat in het bestand, maar zonder score, niveau of andere uitkomst en zonder
--           reden. Dan is niet te zien of er nog iets moet komen.
-- sentence: {test} ({school_year}): geen uitkomst en geen reden
-- remedy:   Vul in het leerlingvolgsysteem de uitkomst in, of waarom de toets niet is gemaakt
select
    r.pupil_id,
    coalesce(r.source_change, r.opened_by) as from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    r.school_year
from result as r
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null
    and r.school_id = $school_id
    and not r.is_taken
    and r.no_result_reason is null
order by r.half_year desc, r.result_id;
