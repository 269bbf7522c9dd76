-- question: Which results have a date that contradicts their moment?
-- nl:       Welke toetsen hebben een datum die niet bij hun moment past?
-- params:   school_id bigint
-- row:      one per open result with a moment and a date, where the date lies outside the school
--           year, or inside the window of another part of the year (reference table moment, both
--           ends inclusive).  Between the windows nothing is claimed: retakes come weeks later
--           (domain/moment.py, label_disagrees)
-- order:    newest first
-- families: facts
-- check:    Datum past niet bij het moment
-- severity: let op
-- explains: De datum valt buiten het schooljaar, of in de toetsperiode van een ander moment. Het
--           moment telt voor ibdash; de datum zegt alleen wanneer.
-- sentence: {test} ({school_year}) is afgenomen op {taken_on}, en dat is {where_it_is}
-- remedy:   Verbeter in het leerlingvolgsysteem de afnamedatum of het moment
with part_window as (
    select
        part,
        min(replace(from_day, '-', '')::integer) as from_day,
        max(replace(to_day, '-', '')::integer) as to_day
    from moment
    group by part
),
dated as (
    select
        r.result_id, r.pupil_id, r.test_id, r.moment, r.school_year, r.taken_on,
        coalesce(r.source_change, r.opened_by) as from_change, r.source_row,
        100 * month(r.taken_on) + day(r.taken_on) as on_day,
        year(r.taken_on) - (month(r.taken_on) < 8)::integer = left(r.school_year, 4)::integer
            as is_in_year
    from result as r
    where r.closed_by is null
        and r.school_id = $school_id
        and r.taken_on is not null
        and r.moment is not null
),
judged as (
    select
        d.*,
        own.from_day is not null and d.on_day between own.from_day and own.to_day as is_in_own,
        other.part as other_part
    from dated as d
    left join part_window as own on own.part = d.moment[1]
    left join part_window as other
        on other.part <> d.moment[1] and d.on_day between other.from_day and other.to_day
)
select
    j.pupil_id,
    j.from_change,
    j.source_row,
    concat_ws(' ', t.name, t.part, j.moment) as test,
    j.school_year,
    j.taken_on,
    case
        when not j.is_in_year then 'niet in dat schooljaar'
        when j.other_part = 'B' then 'in de toetsperiode van begin (B)'
        when j.other_part = 'M' then 'in de toetsperiode van midden (M)'
        else 'in de toetsperiode van eind (E)'
    end as where_it_is
from judged as j
join test as t on t.test_id = j.test_id and t.closed_by is null
where not j.is_in_year or (not j.is_in_own and j.other_part is not null)
order by j.taken_on desc, j.result_id;
