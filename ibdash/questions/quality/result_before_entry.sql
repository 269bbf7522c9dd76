-- question: Which results of a school are dated before the pupil came?
-- nl:       Welke toetsen zijn afgenomen voordat de leerling op school kwam?
-- params:   school_id bigint
-- row:      one per open result that is no part of an overstapdossier.  The pupil came on entered_on;
--           where that is not known, on the first day of the first placement, and then only results
--           of that same school year count: of earlier years the placements may never have been
--           taken in.  The day itself is right
-- order:    newest first
-- families: facts
-- check:    Toets voor de inschrijving
-- severity: let op
-- explains: De toets is afgenomen voordat de leerling op school kwam. Is hij van de vorige school,
--           dan klopt het; anders is een van de datums verkeerd.
-- sentence: {test} is afgenomen op {taken_on}, maar de leerling kwam op {came_on}
-- remedy:   Kijk of de toets van de vorige school is. Zo niet, verbeter de afnamedatum of de datum
--           van inschrijving
with first_year as (
    select
        pupil_id,
        min(school_year) as school_year,
        arg_min(from_on, school_year) as from_on
    from (
        select pupil_id, school_year, min(from_on) as from_on
        from placement
        where closed_by is null and school_id = $school_id
        group by pupil_id, school_year
    )
    group by pupil_id
),
came as (
    select
        p.pupil_id,
        coalesce(p.entered_on, f.from_on) as came_on,
        case when p.entered_on is null then f.school_year end as only_in
    from pupil as p
    left join first_year as f on f.pupil_id = p.pupil_id
    where p.closed_by is null and p.school_id = $school_id
),
dossier as (
    select change_id from intake where system like 'oso%'
)
select
    r.pupil_id,
    coalesce(r.source_change, r.opened_by) as from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    r.taken_on,
    c.came_on
from result as r
join came as c on c.pupil_id = r.pupil_id
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null
    and r.school_id = $school_id
    and r.taken_on < c.came_on
    and (c.only_in is null or c.only_in = r.school_year)
    and coalesce(r.source_change, r.opened_by) not in (select change_id from dossier)
order by r.taken_on desc, r.result_id;
