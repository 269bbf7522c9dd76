-- question: Which results and evaluations of a school are dated after today?
-- nl:       Welke toetsen en evaluaties hebben een datum die nog moet komen?
-- params:   school_id bigint, today date
-- row:      one per open result or evaluation dated after today; today itself is right.
--           from_change and source_row say which file and row it is from
-- order:    last first
-- families: facts, care
-- check:    Datum in de toekomst
-- severity: fout
-- explains: Wat gemaakt of besproken is, ligt niet na vandaag. Meestal is het jaar verkeerd getypt.
-- sentence: {what} heeft als datum {dated_on}, en die dag moet nog komen
-- remedy:   Verbeter het jaar van de datum in het leerlingvolgsysteem en lever het bestand opnieuw
--           aan
with dated as (
    select
        r.pupil_id,
        coalesce(r.source_change, r.opened_by) as from_change,
        r.source_row,
        concat_ws(' ', t.name, t.part, r.moment) as what,
        r.taken_on as dated_on
    from result as r
    join test as t on t.test_id = r.test_id and t.closed_by is null
    where r.closed_by is null and r.school_id = $school_id and r.taken_on > $today
    union all
    select
        p.pupil_id,
        coalesce(e.source_change, e.opened_by),
        e.source_row,
        'De evaluatie van een ' || case p.plan_kind
            when 'group' then 'groepsplan' when 'opp' then 'OPP' else 'handelingsplan'
        end,
        e.evaluated_on
    from evaluation as e
    join plan as p on p.plan_id = e.plan_id and p.closed_by is null
    where e.closed_by is null and e.school_id = $school_id and e.evaluated_on > $today
)
select pupil_id, from_change, source_row, what, dated_on
from dated
order by dated_on desc, pupil_id, what;
