-- question: Which pupils have the same name and birth date as another pupil of the school?
-- nl:       Welke leerlingen hebben dezelfde naam en geboortedatum als een andere leerling?
-- params:   school_id bigint
-- row:      one per pupil of such a pair or more; the name itself is not given, for names may be
--           hidden
-- order:    name, so that the same ones stand together
-- families: facts
-- check:    Misschien twee keer dezelfde leerling
-- severity: let op
-- explains: Naam en geboortedatum zijn gelijk aan die van een andere leerling, maar de
--           leerlingnummers niet. ibdash houdt hen apart; de resultaten kunnen verdeeld zijn.
-- sentence: {others} met dezelfde naam, ook geboren op {birth_date}
-- remedy:   Zijn zij een en dezelfde, geef dan in beide systemen hetzelfde leerlingnummer
with named as (
    select
        p.*,
        count(*) over (partition by p.match_name, p.birth_date) as times
    from pupil as p
    where p.closed_by is null
        and p.school_id = $school_id
        and p.birth_date is not null
        and p.match_name <> ''
)
select
    pupil_id,
    coalesce(source_change, opened_by) as from_change,
    source_row,
    case when times = 2 then 'Nog een leerling' else 'Nog ' || (times - 1) || ' leerlingen' end
        as others,
    birth_date
from named
where times > 1
order by sort_name, birth_date, pupil_id;
