-- question: Of which school years does a school have groups or placed pupils?
-- nl:       Van welke schooljaren heeft een school groepen of geplaatste leerlingen?
-- params:   school_id bigint
-- row:      one per school year
-- order:    newest first
-- families: facts
with known as (
    select school_year from "group" where closed_by is null and school_id = $school_id
    union
    select school_year from placement where closed_by is null and school_id = $school_id
)
select school_year
from known
where school_year is not null
order by school_year desc;
