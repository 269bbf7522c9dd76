-- question: Open table `signaalgrenzen`: which limits of rules did the school set?
-- nl:       Welke grenzen van signalen stelde de school in?
-- params:   school_id bigint
-- row:      one per rule and limit
-- order:    school, then rule
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    l.rule as regel,
    l.name as grens,
    l.value as waarde,
    l.source_key as bron_id
from signal_limit as l
join school as s on s.school_id = l.school_id and s.closed_by is null
where l.closed_by is null and ($school_id is null or l.school_id = $school_id)
order by l.school_id, l.rule, l.name, l.signal_limit_id;
