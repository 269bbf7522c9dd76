-- question: Which plans, evaluations, support levels and absences are of before the pupil was born?
-- nl:       Welke plannen, evaluaties, niveaus en verzuimdagen zijn van voor de geboorte?
-- params:   school_id bigint
-- row:      one per open plan (its first day), evaluation, support level (its first day) or absence of
--           a pupil; the day of birth itself is let through.  Results are quality/result_before_birth
-- order:    newest first
-- families: facts, care
-- check:    Plan of verzuim voor de geboorte
-- severity: fout
-- explains: De datum ligt voor de geboortedatum. Een van de twee is verkeerd getypt.
-- sentence: {what} heeft als datum {dated_on}, maar de geboortedatum is {birth_date}
-- remedy:   Verbeter de datum in het leerlingvolgsysteem, of de geboortedatum in de
--           leerlingadministratie
with dated as (
    select
        pupil_id, school_id, coalesce(source_change, opened_by) as from_change, source_row,
        starts_on as dated_on,
        case plan_kind when 'opp' then 'Het OPP' else 'Het handelingsplan' end as what
    from plan
    where closed_by is null and school_id = $school_id and pupil_id is not null
    union all
    select
        p.pupil_id, e.school_id, coalesce(e.source_change, e.opened_by), e.source_row,
        e.evaluated_on, 'De evaluatie van een plan'
    from evaluation as e
    join plan as p on p.plan_id = e.plan_id and p.closed_by is null
    where e.closed_by is null and e.school_id = $school_id and p.pupil_id is not null
    union all
    select
        pupil_id, school_id, coalesce(source_change, opened_by), source_row, from_on,
        'Het ondersteuningsniveau ' || level
    from support_level
    where closed_by is null and school_id = $school_id
    union all
    select
        pupil_id, school_id, coalesce(source_change, opened_by), source_row, absent_on,
        'Het verzuim'
    from absence
    where closed_by is null and school_id = $school_id
)
select d.pupil_id, d.from_change, d.source_row, d.what, d.dated_on, p.birth_date
from dated as d
join pupil as p on p.pupil_id = d.pupil_id and p.closed_by is null
where d.dated_on < p.birth_date
order by d.dated_on desc, d.pupil_id, d.what;
