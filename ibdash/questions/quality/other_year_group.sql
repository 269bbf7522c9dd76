-- question: Which results are of a moment of another year group than the pupil was in?
-- nl:       Welke toetsen zijn van een andere jaargroep dan waarin de leerling zat?
-- params:   school_id bigint
-- row:      one per open taken result with a moment, of a school year with a home placement in groep
--           1-8.  Testing at the functioning level is a choice, so this is no mistake
-- order:    newest first
-- families: facts
-- check:    Toets van een andere jaargroep
-- severity: info
-- explains: De leerling maakte een toets van een hogere of lagere jaargroep. Vaak is dat een keuze
--           (toetsen op functioneringsniveau); alleen als het niet de bedoeling was, is het een fout.
-- sentence: {test} in {school_year}, terwijl de leerling in groep {year_group} zat
-- remedy:   Er hoeft niets te gebeuren als de toets bewust is gekozen
with own as (
    select pupil_id, school_year, any_value(year_group) as year_group
    from placement
    where closed_by is null
        and school_id = $school_id
        and is_home
        and year_group between '1' and '8'
        and length(year_group) = 1
    group by pupil_id, school_year
)
select
    r.pupil_id,
    coalesce(r.source_change, r.opened_by) as from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    r.school_year,
    o.year_group
from result as r
join own as o on o.pupil_id = r.pupil_id and o.school_year = r.school_year
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null
    and r.school_id = $school_id
    and r.is_taken
    and r.moment[2:] <> o.year_group
order by r.half_year desc, r.taken_on desc nulls last, r.result_id;
