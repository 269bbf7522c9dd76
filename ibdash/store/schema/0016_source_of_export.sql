-- What our own export said of whose words it brings.

-- source_role: what kind of source `system` is, where an open table says so of a system that is not
-- its own; null: the file of the version says it.  Of a result it holds as long as the result is of
-- that system alone; of a pupil or placement for what this version changed.
alter table result add column source_role varchar;
alter table pupil add column source_role varchar;
alter table placement add column source_role varchar;

-- A view keeps the columns that its tables had when it was made.
create or replace view open_result as
select
    r.*, t.publisher, t.name as test_name, t.generation, t.part,
    r.learning_line || '|' || coalesce(t.publisher, '') || '|' || t.name || '|'
        || coalesce(t.generation, '') || '|' || coalesce(t.part, '') as scale,
    coalesce(
        r.taken_on,
        case r.moment[1]
            when 'M' then make_date(left(r.school_year, 4)::integer + 1, 1, 31)
            when 'E' then make_date(left(r.school_year, 4)::integer + 1, 6, 7)
            when 'B' then make_date(left(r.school_year, 4)::integer, 10, 1)
            else make_date(left(r.school_year, 4)::integer + 1, 6, 1)
        end
    ) as shown_on
from result as r
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null;
