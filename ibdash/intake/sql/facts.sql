-- From staged rows to `incoming_<fact>`: keys found, duplicates gone, the known version beside it.
-- `reading` is one row: system, school_year, as_of, today.

-- step: found_group: groups by the key that this file gives them, else by their name
create or replace temp table found_group as
with one_each as (
    select distinct on (o.school_id, s.school_year, s.group_key, s.is_composite)
        s.rowid as row, s.line, o.school_id, s.school_year, s.group_key, s.name, s.year_group,
        s.is_composite
    from staged_group as s
    join school_of as o
        on s.brin is not distinct from o.brin and s.location is not distinct from o.location
    order by s.line
)
select
    s.*, r.system,
    coalesce(
        (
            select g.group_id from "group" as g
            where g.closed_by is null and g.school_id = s.school_id
                and g.school_year = s.school_year and g.system = r.system
                and g.key = s.group_key and g.is_composite = s.is_composite
        ),
        (
            select min(g.group_id) from "group" as g
            where g.closed_by is null and g.school_id = s.school_id
                and g.school_year = s.school_year and lower(g.name) = lower(s.name)
                and g.is_composite = s.is_composite
            having count(*) = 1
        )
    ) as known_id
from one_each as s, reading as r;

-- step: incoming_group: over systems the rule of the settings decides (ruled)
create or replace temp table incoming_group as
select
    f.row, f.line, f.known_id, f.school_id, replace(uuid()::varchar, '-', '') as public_key,
    f.school_year, f.system, f.group_key as key, f.is_composite,
    ruled(f.name, o.name, rule.name) as name,
    case
        when o.group_id is not null and l.is_list and o.is_composite then o.year_group
        when l.is_list and o.year_group is distinct from p.year_group
            then coalesce(o.year_group, f.year_group)
        else ruled(f.year_group, o.year_group, rule.year_group)
    end as year_group
from found_group as f
cross join (
    select r.system = 'open' and exists (select 1 from staged_placement) as is_list
    from reading as r
) as l
left join "group" as o on o.group_id = f.known_id and o.closed_by is null
left join rule_of_group as rule on rule.group_id = o.group_id
left join (
    select
        group_id,
        if(count(distinct coalesce(year_group, '')) = 1, min(year_group), 'C') as year_group
    from placement where closed_by is null group by group_id
) as p on p.group_id = f.known_id;

-- step: group_of: after the groups are written
create or replace temp table group_of as
select i.school_id, i.school_year, i.key as group_key, i.is_composite, g.group_id
from incoming_group as i
join "group" as g
    on g.closed_by is null
    and (g.group_id = i.known_id or (i.known_id is null and g.public_key = i.public_key));

-- step: placement: one home a pupil and year, any number of composite groups
create or replace temp table candidate_placement as
select
    s.rowid as row, s.line, w.school_id, s.school_year, w.pupil_id, s.is_home, g.group_id,
    s.year_group, s.from_on, s.until_on, s.origin
from staged_placement as s
join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1
left join group_of as g
    on g.school_id = w.school_id and g.school_year = s.school_year and g.group_key = s.group_key
    and g.is_composite = not s.is_home;

-- step: incoming_placement
create or replace temp table incoming_placement as
select
    c.row, c.line, o.placement_id as known_id, c.school_id, c.school_year, c.pupil_id, c.is_home,
    ruled(c.group_id, o.group_id, rule.group_id) as group_id,
    ruled(c.year_group, o.year_group, rule.year_group) as year_group,
    ruled(c.from_on, o.from_on, rule.from_on) as from_on,
    ruled(c.until_on, o.until_on, rule.until_on) as until_on,
    -- Who names the group is the one whose list can drop it; an answer of a person names none.
    case
        when o.placement_id is null then coalesce(system_of(c.origin), r.system)
        when o.system is null or o.system = 'ibdash' then r.system
        when c.group_id is not null and rule.group_id > 0 then r.system
        else o.system
    end as system,
    if(o.placement_id is null, role_of(c.origin, r.said_by), null) as source_role
from candidate_placement as c
cross join reading as r
left join placement as o
    on o.closed_by is null and o.school_id = c.school_id and o.school_year = c.school_year
    and o.pupil_id = c.pupil_id and o.is_home = c.is_home
    and (c.is_home or o.group_id = c.group_id)
left join rule_of_placement as rule on rule.placement_id = o.placement_id;

-- step: incoming_staff: within one system the key decides; the open tables, which our own export
-- is of, may name somebody of another system where that is certain.  Our own export says of which
-- system a key is; where two systems share a key, it stands behind the name of its system
create or replace temp table incoming_staff as
with keyed as (
    select rowid as row, *, coalesce(
        if(starts_with(staff_key, key_system || ':'), staff_key[length(key_system) + 2 :], null),
        staff_key
    ) as own_key
    from staged_staff
)
select distinct on (o.school_id, s.staff_key)
    s.row, s.line,
    coalesce(
        own.staff_id,
        k.staff_id,
        case when r.system = 'open' then (
            select min(t.staff_id) from staff as t
            where t.closed_by is null and t.school_id = o.school_id
                and s.staff_key in (t.key, t.system || ':' || t.key)
            having count(*) = 1
        ) end
    ) as known_id,
    o.school_id, coalesce(s.key_system, r.system) as system, s.own_key as key, s.staff_key,
    n.display_name, n.sort_name, s.role, s.role_text, s.call_name, s.prefix, s.family_name
from keyed as s
cross join reading as r
join school_of as o
    on s.brin is not distinct from o.brin and s.location is not distinct from o.location
left join staff_words as n
    on n.call_name is not distinct from s.call_name and n.prefix is not distinct from s.prefix
    and n.family_name is not distinct from s.family_name
left join staff as own
    on own.closed_by is null and own.school_id = o.school_id and own.system = s.key_system
    and own.key = s.own_key
left join staff as k
    on k.closed_by is null and k.school_id = o.school_id and k.system = r.system
    and k.key = s.staff_key
order by s.line;

-- step: staff_of: after the staff are written
create or replace temp table staff_of as
select i.school_id, i.staff_key, t.staff_id
from incoming_staff as i
join staff as t
    on t.closed_by is null
    and (
        t.staff_id = i.known_id
        or (i.known_id is null and t.school_id = i.school_id and t.system = i.system
            and t.key = i.key)
    );

-- step: incoming_staff_group
create or replace temp table incoming_staff_group as
select distinct on (o.school_id, s.school_year, t.staff_id, g.group_id, s.role)
    s.rowid as row, s.line, k.staff_group_id as known_id, o.school_id, s.school_year, t.staff_id,
    g.group_id, s.role
from staged_staff_group as s
join school_of as o
    on s.brin is not distinct from o.brin and s.location is not distinct from o.location
join staff_of as t on t.school_id = o.school_id and t.staff_key = s.staff_key
join group_of as g
    on g.school_id = o.school_id and g.school_year = s.school_year and g.group_key = s.group_key
    and g.is_composite = coalesce(s.is_composite, g.is_composite)
left join staff_group as k
    on k.closed_by is null and k.school_id = o.school_id and k.school_year = s.school_year
    and k.staff_id = t.staff_id and k.group_id = g.group_id and k.role is not distinct from s.role
order by s.line;

-- step: incoming_test
create or replace temp table incoming_test as
select
    row_number() over (order by f.line, f.ref) as row, f.line, t.test_id as known_id, f.learning_line, f.publisher, f.test as name,
    f.generation, f.part
from test_ref as f
left join test as t
    on t.closed_by is null and t.learning_line = f.learning_line and t.name = f.test
    and t.publisher is not distinct from f.publisher
    and t.generation is not distinct from f.generation and t.part is not distinct from f.part;

-- step: notice_new_line: a line that neither the reference nor the store knows may be a typing error
insert into notice
select 'test', min(f.line), 'warning',
    'Hier staat een leerlijn die ibdash nog niet kende; de resultaten zijn onder die naam bewaard',
    'Was het een typefout? Verbeter de naam bij de bron en neem het bestand opnieuw over'
from test_ref as f
where f.learning_line not in (select line from memory.main.learning_line)
    and f.learning_line not in (select learning_line from test where closed_by is null)
    -- The reader of UWLR named this one itself.
    and not ends_with(f.learning_line, ' (methodetoetsen)')
group by f.learning_line;

-- step: test_of: after the tests are written
create or replace temp table test_of as
select f.ref, t.test_id, t.learning_line
from test_ref as f
join test as t
    on t.closed_by is null and t.learning_line = f.learning_line and t.name = f.test
    and t.publisher is not distinct from f.publisher
    and t.generation is not distinct from f.generation and t.part is not distinct from f.part;

-- step: incoming_norm
create or replace temp table incoming_norm as
select s.rowid as row, s.line, n.norm_id as known_id, s.*
from staged_norm as s
left join norm as n
    on n.closed_by is null and n.publisher = s.publisher and n.test = s.test
    and n.generation is not distinct from s.generation
    and n.norm_version is not distinct from s.norm_version
    and n.learning_line = s.learning_line and n.moment is not distinct from s.moment
    and n.level_scale = s.level_scale and n.level = s.level;

-- step: candidate_plan
create or replace temp table candidate_plan as
select
    s.rowid as row, s.line, w.school_id, w.pupil_id,
    (
        select min(g.group_id) from "group" as g
        where g.closed_by is null and g.school_id = w.school_id
            and lower(g.name) = lower(s.group_name)
            and g.school_year = case
                when month(s.starts_on) >= 8
                    then year(s.starts_on) || '-' || (year(s.starts_on) + 1)
                else (year(s.starts_on) - 1) || '-' || year(s.starts_on)
            end
    ) as group_id,
    s.* exclude (group_name, line, pupil_ref), s.group_name
from staged_plan as s
join ref_owner as w on w.ref = s.pupil_ref and (w.owners = 1 or s.group_name is not null);

-- step: refuse_plan_without_group
insert into refusal
select 'plan', c.line, 'Deze groep is niet bekend in het schooljaar van de begindatum',
    'Importeer eerst de leerlingen en groepen van dat schooljaar'
from candidate_plan as c where c.group_name is not null and c.group_id is null;

-- step: drop_plan_without_group
delete from candidate_plan where group_name is not null and group_id is null;

-- step: incoming_plan
create or replace temp table incoming_plan as
select
    c.* exclude (group_name),
    coalesce(
        (
            select min(p.plan_id) from plan as p
            where p.closed_by is null and p.school_id = c.school_id
                and p.source_key = c.source_key
        ),
        case when c.source_key is null then (
            select min(p.plan_id) from plan as p
            where p.closed_by is null and p.school_id = c.school_id and p.source_key is null
                and p.pupil_id is not distinct from c.pupil_id
                and p.group_id is not distinct from c.group_id and p.plan_kind = c.plan_kind
                and p.learning_line is not distinct from c.learning_line
                and p.starts_on is not distinct from c.starts_on and p.title is not distinct from c.title
        ) end
    ) as known_id
from candidate_plan as c;

-- step: candidate_evaluation
create or replace temp table candidate_evaluation as
select
    s.rowid as row, s.line, o.school_id, p.plan_id, s.source_key, s.evaluated_on, s.with_parents,
    s.with_pupil, s.goal_reached, s.judgement, s.text
from staged_evaluation as s
join school_of as o
    on s.brin is not distinct from o.brin and s.location is not distinct from o.location
left join plan as p
    on p.closed_by is null and p.school_id = o.school_id and p.source_key = s.plan_source_key;

-- step: refuse_evaluation_without_plan
insert into refusal
select 'evaluation', c.line, 'Dit plan is niet bekend', 'Importeer eerst de tabel plannen'
from candidate_evaluation as c where c.plan_id is null;

-- step: incoming_evaluation
create or replace temp table incoming_evaluation as
select
    c.*,
    (
        select min(e.evaluation_id) from evaluation as e
        where e.closed_by is null and e.school_id = c.school_id and e.plan_id = c.plan_id
            and (
                e.source_key = c.source_key
                or (c.source_key is null and e.source_key is null
                    and e.evaluated_on = c.evaluated_on)
            )
    ) as known_id
from candidate_evaluation as c where c.plan_id is not null;

-- step: candidate_support_level
create or replace temp table candidate_support_level as
select
    s.rowid as row, s.line, w.school_id, w.pupil_id, s.source_key, s.level, s.phase, s.from_on,
    s.until_on, s.reason
from staged_support_level as s
join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1;

-- step: incoming_support_level
create or replace temp table incoming_support_level as
select
    c.*,
    (
        select min(k.support_level_id) from support_level as k
        where k.closed_by is null and k.school_id = c.school_id
            and (
                k.source_key = c.source_key
                or (c.source_key is null and k.source_key is null and k.pupil_id = c.pupil_id
                    and k.level = c.level and k.from_on = c.from_on)
            )
    ) as known_id
from candidate_support_level as c;
