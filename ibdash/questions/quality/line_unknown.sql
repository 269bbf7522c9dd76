-- question: Which tests have results on a learning line that ibdash does not know?
-- nl:       Welke toetsen staan op een leerlijn die ibdash niet kent?
-- params:   school_id bigint
-- row:      one per test and learning line; pupil_id is null, and from_change and source_row are of
--           its newest result
-- order:    most results first
-- families: facts
-- check:    Toets op een onbekende leerlijn
-- severity: let op
-- explains: De leerlijn van deze toets kent ibdash niet. De resultaten zijn wel te zien, maar zonder
--           vaste plaats en naam in de overzichten.
-- sentence: {results} van {test} staan op de leerlijn ‘{learning_line}’
-- remedy:   Is het een andere schrijfwijze van een bekende leerlijn, verander die dan in het bestand
--           en neem het opnieuw over
with counted as (
    select
        r.test_id,
        r.learning_line,
        count(*) as results,
        max(coalesce(r.source_change, r.opened_by)) as from_change,
        arg_max(r.source_row, (coalesce(r.source_change, r.opened_by), r.result_id)) as source_row
    from result as r
    where r.closed_by is null
        and r.school_id = $school_id
        and r.learning_line not in (select line from learning_line)
    group by r.test_id, r.learning_line
)
select
    null::bigint as pupil_id,
    c.from_change,
    c.source_row,
    case when c.results = 1 then '1 resultaat' else c.results || ' resultaten' end as results,
    t.name as test,
    c.learning_line
from counted as c
join test as t on t.test_id = c.test_id and t.closed_by is null
order by c.results desc, t.name, c.learning_line;
