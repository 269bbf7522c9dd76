-- question: Which pupils of a school are in no group this school year, and did not leave?
-- nl:       Welke leerlingen zitten dit schooljaar in geen enkele groep en zijn niet weg?
-- params:   school_id bigint, today date
-- row:      one per pupil who is no former pupil (frame/pupils says who is) and has come by now.
--           This year is the newest with placements that has begun; until its list is in, that is
--           the year before, and nobody is missing.  The file and row are of the newest placement,
--           else of the pupil
-- order:    name
-- families: facts
-- check:    Leerling zonder groep
-- severity: let op
-- explains: De leerling is niet uitgeschreven, maar staat dit schooljaar in geen groep. Zo staat de
--           leerling niet op de pagina Groep van een groep.
-- sentence: {what}
-- remedy:   Zet de leerling in de leerlingadministratie in een groep, of schrijf de leerling
--           uit
with placed as (
    select
        p.pupil_id,
        left(p.school_year, 4)::integer as begins,
        bool_or(p.group_id is not null) as has_group,
        bool_or(p.year_group between '1' and '7') as is_before_the_last,
        max(coalesce(p.source_change, p.opened_by)) as from_change,
        arg_max(p.source_row, coalesce(p.source_change, p.opened_by)) as source_row
    from placement as p
    where p.closed_by is null and p.school_id = $school_id
    group by p.pupil_id, p.school_year
),
this_year as (
    select coalesce(
        max(begins) filter (begins <= year($today) - (month($today) < 8)::integer), min(begins)
    ) as begins
    from placed
),
standing as (
    select
        p.pupil_id,
        bool_or(p.has_group) filter (p.begins >= y.begins) as has_group,
        bool_or(p.begins >= y.begins) as is_here,
        bool_or(p.begins = y.begins - 1 and p.is_before_the_last) as was_here,
        arg_max(p.from_change, p.begins) as from_change,
        arg_max(p.source_row, p.begins) as source_row
    from placed as p
    cross join this_year as y
    group by p.pupil_id
)
select
    p.pupil_id,
    coalesce(s.from_change, p.source_change, p.opened_by) as from_change,
    coalesce(s.source_row, p.source_row) as source_row,
    case
        when s.pupil_id is null then 'Nog in geen enkel schooljaar in een groep geplaatst'
        when s.is_here then 'Staat in de lijst van dit schooljaar, maar zonder groep'
        else 'Stond vorig schooljaar in de lijst, maar dit schooljaar niet'
    end as what
from pupil as p
left join standing as s on s.pupil_id = p.pupil_id
where p.closed_by is null
    and p.school_id = $school_id
    and coalesce(p.left_on >= $today, true)
    and coalesce(p.entered_on <= $today, true)
    and not coalesce(s.has_group, false)
    and coalesce(s.is_here or (s.was_here and p.left_on is null), s.pupil_id is null)
order by p.sort_name, p.birth_date, p.pupil_id;
