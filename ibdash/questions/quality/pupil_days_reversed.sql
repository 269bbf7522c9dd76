-- question: Which pupils came before they were born, or left before they came?
-- nl:       Welke leerlingen kwamen voor hun geboorte of gingen weg voordat zij kwamen?
-- params:   school_id bigint
-- row:      one per pupil; what says which two days are the wrong way round.  The same day is right
-- order:    pupil
-- families: facts
-- check:    In- en uitschrijving in de verkeerde volgorde
-- severity: fout
-- explains: De dag van uitschrijving ligt voor die van inschrijving, of een van beide voor de
--           geboorte.
-- sentence: {what} ({later_on} en {earlier_on})
-- remedy:   Verbeter de datum van in- of uitschrijving in de leerlingadministratie
with reversed as (
    select
        p.pupil_id,
        coalesce(p.source_change, p.opened_by) as from_change,
        p.source_row,
        case
            when p.left_on < p.entered_on then 'De uitschrijving ligt voor de inschrijving'
            when p.entered_on < p.birth_date then 'De inschrijving ligt voor de geboorte'
            when p.left_on < p.birth_date then 'De uitschrijving ligt voor de geboorte'
        end as what,
        case when p.left_on < p.entered_on or p.entered_on is null or p.entered_on >= p.birth_date
            then p.left_on else p.entered_on end as later_on,
        case when p.left_on < p.entered_on then p.entered_on else p.birth_date end as earlier_on
    from pupil as p
    where p.closed_by is null and p.school_id = $school_id
)
select pupil_id, from_change, source_row, what, later_on, earlier_on
from reversed
where what is not null
order by pupil_id;
