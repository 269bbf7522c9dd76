-- question: Which pupils have an age that does not fit their year group?
-- nl:       Welke leerlingen hebben een leeftijd die niet bij hun jaargroep past?
-- params:   school_id bigint
-- row:      one per pupil, by the newest home placement in groep 1-8 or speciaal; age is in whole
--           years on 1 October of that school year.  Odd is under 3 or over 15, and more than 3
--           years from the usual age of the year group (groep 1: 4, groep 8: 11); so 3, 15 and
--           exactly 3 years are not.  Own generous limits: a doublure or a newcomer is no mistake
-- order:    youngest first
-- families: facts
-- check:    Leeftijd past niet bij de jaargroep
-- severity: let op
-- explains: De leeftijd op 1 oktober is onder de 3, boven de 15, of meer dan 3 jaar anders dan
--           gewoon is in de jaargroep. Vaak is het geboortejaar of de jaargroep verkeerd.
-- sentence: Geboren op {birth_date}, dus {age} jaar in {year_group} ({school_year})
-- remedy:   Kijk in de leerlingadministratie of de geboortedatum en de jaargroep kloppen
with placed as (
    select
        p.pupil_id,
        p.school_year,
        p.year_group,
        row_number() over (partition by p.pupil_id order by p.school_year desc) as nth
    from placement as p
    where p.closed_by is null
        and p.school_id = $school_id
        and p.is_home
        and (p.year_group between '1' and '8' or p.year_group = 'S')
        and length(p.year_group) = 1
),
aged as (
    select
        pupil.pupil_id,
        coalesce(pupil.source_change, pupil.opened_by) as from_change,
        pupil.source_row,
        pupil.birth_date,
        datesub('year', pupil.birth_date, make_date(left(placed.school_year, 4)::integer, 10, 1))
            as age,
        placed.year_group,
        placed.school_year
    from placed
    join pupil on pupil.pupil_id = placed.pupil_id and pupil.closed_by is null
    where placed.nth = 1 and pupil.birth_date is not null
)
select
    a.pupil_id,
    a.from_change,
    a.source_row,
    a.birth_date,
    a.age,
    coalesce(g.name, a.year_group) as year_group,
    a.school_year
from aged as a
left join year_group as g on g.code = a.year_group
where a.age not between 3 and 15
    or abs(a.age - (try_cast(a.year_group as integer) + 3)) > 3
order by a.birth_date desc, a.pupil_id;
