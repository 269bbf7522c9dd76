-- question: Open table `toetskalender`: when is which test taken?
-- nl:       Welke toetsperioden staan er in de open tabel toetskalender?
-- params:   school_id bigint
-- row:      one per year group, moment and test
-- order:    school, then first day
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    c.year_group as jaargroep,
    c.moment as moment,
    c.learning_line as leerlijn,
    c.test as toets,
    c.from_on as van,
    c.until_on as tot,
    c.source_key as bron_id
from test_calendar as c
join school as s on s.school_id = c.school_id and s.closed_by is null
where c.closed_by is null and ($school_id is null or c.school_id = $school_id)
order by c.school_id, c.from_on, c.year_group, c.learning_line, c.test_calendar_id;
