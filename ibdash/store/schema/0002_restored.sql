-- Undo opens copies of the versions that an intake closed.  Such a copy is opened by the undo, but
-- what it says comes from an older file: source_change names the change of that file, and is null
-- where it is opened_by itself.
alter table school add column source_change bigint;
alter table pupil add column source_change bigint;
alter table pupil_alias add column source_change bigint;
alter table "group" add column source_change bigint;
alter table placement add column source_change bigint;
alter table staff add column source_change bigint;
alter table staff_group add column source_change bigint;
alter table test add column source_change bigint;
alter table norm add column source_change bigint;
alter table result add column source_change bigint;
alter table plan add column source_change bigint;
alter table evaluation add column source_change bigint;
alter table support_level add column source_change bigint;

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
