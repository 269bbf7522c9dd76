-- Who is who.  `reading` is one row: system, school_year, as_of, today.

-- step: maker: one row per pupil that this file itself describes
create or replace temp table maker as
select
    min(s.rowid) as row, min(s.line) as line, o.school_id, s.pupil_key,
    coalesce(bool_or(s.is_dummy_key), false) as is_dummy, any_value(s.eck_id) as eck_id,
    any_value(s.call_name) as call_name, any_value(s.prefix) as prefix,
    any_value(s.family_name) as family_name, any_value(s.birth_date) as birth_date,
    any_value(s.gender) as gender, any_value(s.start_group_3) as start_group_3,
    any_value(s.home_language) as home_language, any_value(s.entered_on) as entered_on,
    any_value(s.left_on) as left_on, any_value(s.origin) as origin,
    count(distinct s.call_name) > 1 or count(distinct s.prefix) > 1
        or count(distinct s.family_name) > 1 or count(distinct s.birth_date) > 1
        as is_contradictory,
    null::bigint as pupil_id, null::varchar as match_name, null::varchar as display_name,
    null::varchar as sort_name, null::varchar as eck_hash, null::varchar as words, false as is_sure
from staged_pupil as s
join school_of as o
    on s.brin is not distinct from o.brin and s.location is not distinct from o.location
group by o.school_id, s.pupil_key;

-- step: refuse_contradictory: one key, two people
insert into refusal
select 'pupil', s.line, 'Twee verschillende leerlingen hebben hier dezelfde sleutel',
    'Verbeter de sleutel bij de bron en maak de export opnieuw'
from staged_pupil as s
join school_of as o
    on s.brin is not distinct from o.brin and s.location is not distinct from o.location
join maker as m on m.school_id = o.school_id and m.pupil_key = s.pupil_key
where m.is_contradictory;

-- step: drop_contradictory
delete from maker where is_contradictory;

-- step: no_name: a number of eight or nine digits in a name is somebody's secret number, and no
-- name is longer than 200 characters
create or replace temp table no_name as
select school_id, pupil_key, line from maker
where regexp_full_match(coalesce(call_name, ''), '[0-9]{8,9}')
    or regexp_full_match(coalesce(family_name, ''), '[0-9]{8,9}')
    or length(coalesce(call_name, '') || coalesce(prefix, '') || coalesce(family_name, '')) > 200;

-- step: refuse_no_name
insert into refusal
select 'pupil', line, 'De naam is een lang getal, of langer dan 200 tekens',
    'Zet de naam in de kolom van de naam'
from no_name;

-- step: drop_no_name
delete from maker where (school_id, pupil_key) in (select (school_id, pupil_key) from no_name);

-- step: secret_keys: keys of nine digits, and how many pass the test of citizen service numbers
create or replace temp table secret_keys as
with digits as (
    select distinct pupil_key as key from maker where regexp_full_match(pupil_key, '[0-9]{9}')
    union
    select distinct pupil_key from pupil_ref where regexp_full_match(pupil_key, '[0-9]{9}')
)
select count(*) as keys, count(*) filter (
    (9 * key[1]::integer + 8 * key[2]::integer + 7 * key[3]::integer + 6 * key[4]::integer
    + 5 * key[5]::integer + 4 * key[6]::integer + 3 * key[7]::integer + 2 * key[8]::integer
    - key[9]::integer) % 11 = 0
) as proof
from digits;

-- step: unborn: whoever is born after today is nobody yet: the year, or the day, is mistyped
create or replace temp table unborn as
select m.school_id, m.pupil_key, m.line from maker as m, reading as r where m.birth_date > r.today;

-- step: refuse_unborn
insert into refusal
select 'pupil', line, 'De geboortedatum ligt in de toekomst',
    'Verbeter de datum bij de bron en maak de export opnieuw'
from unborn;

-- step: drop_unborn
delete from maker where (school_id, pupil_key) in (select (school_id, pupil_key) from unborn);

-- step: name_maker
update maker set
    match_name = n.match_name, display_name = n.display_name, sort_name = n.sort_name,
    words = sha256(concat_ws('|', s.secret, maker.school_id, n.match_name, maker.birth_date))
from name_words as n, (select secret from store_secret where name = 'salt') as s
where n.call_name is not distinct from maker.call_name
    and n.prefix is not distinct from maker.prefix
    and n.family_name is not distinct from maker.family_name;

-- step: name_nameless: who has no name is called by the key, and matches nobody by name
update maker set
    match_name = null, display_name = 'leerling ' || pupil_key,
    sort_name = 'leerling ' || repeat('0', 12 - length(pupil_key)) || pupil_key
where call_name is null and family_name is null;

-- step: hash_eck
update maker set eck_hash = h.hash from eck_hash as h where h.eck_id = maker.eck_id;

-- step: by_key: within one source the key decides
update maker set pupil_id = a.pupil_id, is_sure = true
from pupil_alias as a, reading as r
where not maker.is_dummy and a.closed_by is null and a.school_id = maker.school_id
    and a.system = r.system and a.key = maker.pupil_key;

-- step: by_public_key: our own export names a pupil so who has no other key that is unique
update maker set pupil_id = p.pupil_id, is_sure = true
from pupil as p
where maker.pupil_id is null and p.closed_by is null and p.school_id = maker.school_id
    and p.public_key = maker.pupil_key;

-- step: by_dummy_key: a dummy key counts only within its own school year, and with the same name
update maker set pupil_id = p.pupil_id, is_sure = true
from pupil_alias as a, reading as r, pupil as p
where maker.is_dummy and a.closed_by is null and p.closed_by is null
    and a.school_id = maker.school_id and a.system = r.system || ' tijdelijk'
    and a.key = r.school_year || ' ' || maker.pupil_key
    and p.pupil_id = a.pupil_id and p.match_name = maker.match_name
    and p.birth_date is not distinct from maker.birth_date;

-- step: by_eck: the hash of the ECK iD is the same person whatever the system
update maker set pupil_id = a.pupil_id
from pupil_alias as a
where maker.pupil_id is null and maker.eck_hash is not null and a.closed_by is null
    and a.school_id = maker.school_id and a.system = 'eck' and a.key = maker.eck_hash;

-- step: by_other_key: the same number and the same name in another system of this school
update maker set pupil_id = p.pupil_id
from pupil_alias as a, pupil as p, reading as r
where maker.pupil_id is null and not maker.is_dummy and a.closed_by is null
    and p.closed_by is null and a.school_id = maker.school_id and a.key = maker.pupil_key
    and a.system not in (r.system, 'eck') and p.pupil_id = a.pupil_id
    and p.match_name = maker.match_name
    and (p.birth_date = maker.birth_date or p.birth_date is null or maker.birth_date is null);

-- step: contested: pupils of the file who would be one known pupil; only a key of this system
-- decides between them (is_taken)
create or replace temp table contested as
select m.row, m.line, m.pupil_id, bool_or(m.is_sure) over same as is_taken
from maker as m
where m.pupil_id is not null
window same as (partition by m.pupil_id)
qualify count(*) over same > 1;

-- step: drop_contested
update maker set pupil_id = null, eck_hash = if(c.is_taken, null, maker.eck_hash)
from contested as c
where c.row = maker.row and not maker.is_sure;

-- step: asked_again: whose answer was taken back, so that nothing but a new answer decides
create or replace temp table asked_again as
select m.row
from maker as m
cross join reading as r
join pupil_match as t
    on t.school_id = m.school_id and t.system = r.system
    and (t.key = m.pupil_key or (t.key is null and m.is_dummy and t.words = m.words))
group by m.row
having bool_and(t.closed_by is not null) and arg_max(
    (select c.kind from change as c where c.change_id = t.closed_by), t.closed_by) = 'edit';

-- step: name_candidate: the same name and birth date, not yet known to this system under a key
create or replace temp table name_candidate as
select m.row, m.line, p.pupil_id,
    count(*) over (partition by m.row) as candidates,
    count(*) over (partition by p.pupil_id) as claims,
    m.row in (select row from asked_again) as is_asked_again
from maker as m
join pupil as p
    on p.closed_by is null and p.school_id = m.school_id and p.match_name = m.match_name
    and p.birth_date = m.birth_date
where m.pupil_id is null
    and m.row not in (select row from contested)
    and p.pupil_id not in (select joined_id from pupil_join where closed_by is null)
    and not exists (select 1 from maker as other where other.pupil_id = p.pupil_id)
    and (
        m.is_dummy
        or not exists (
            select 1 from pupil_alias as a, reading as r
            where a.closed_by is null and a.pupil_id = p.pupil_id and a.system = r.system
        )
    );

-- step: by_name
update maker set pupil_id = c.pupil_id
from name_candidate as c
where c.row = maker.row and c.candidates = 1 and c.claims = 1 and not c.is_asked_again;

-- step: incoming_pupil: an older file does not undo what a newer one said; over systems the rule of
-- the settings decides (ruled), and nobody erases what another said
create or replace temp table incoming_pupil as
with beside as (
    select m.*, r.system, r.said_by, r.as_of, o.pupil_id as known_id, o,
        coalesce(o.system = r.system and o.as_of > r.as_of, false) as is_older,
        o.pupil_id is null
            or (
                coalesce(m.call_name, m.family_name) is not null
                -- A file without prefixes does not say that there is none.
                and not (
                    not r.has_prefix and o.prefix is not null
                    and m.call_name is not distinct from o.call_name
                    and m.family_name is not distinct from o.family_name
                )
                and ruled(1, if(coalesce(o.call_name, o.family_name) is null, null, 0), rule.name)
                    = 1
            ) as is_named,
        rule,
        -- Two keys of one system may be of one pupil; only one row of a file says who that is.
        row_number() over (
            partition by o.pupil_id order by m.match_name is distinct from o.match_name, m.line, m.row
        ) as nth
    from maker as m
    cross join reading as r
    left join pupil as o on o.pupil_id = m.pupil_id and o.closed_by is null
    left join rule_of_pupil as rule on rule.pupil_id = o.pupil_id
)
select
    row, line, known_id, school_id, replace(uuid()::varchar, '-', '') as public_key,
    if(is_named and not is_older, call_name, o.call_name) as call_name,
    if(is_named and not is_older, prefix, o.prefix) as prefix,
    if(is_named and not is_older, family_name, o.family_name) as family_name,
    if(is_older, o.birth_date, ruled(birth_date, o.birth_date, rule.birth_date)) as birth_date,
    if(is_older, o.gender, ruled(gender, o.gender, rule.gender)) as gender,
    if(is_older, o.start_group_3, ruled(start_group_3, o.start_group_3, rule.start_group_3))
        as start_group_3,
    if(is_older, o.home_language, ruled(home_language, o.home_language, rule.home_language))
        as home_language,
    if(is_older, o.entered_on, ruled(entered_on, o.entered_on, rule.entered_on)) as entered_on,
    if(is_older, o.left_on, ruled(left_on, o.left_on, rule.left_on)) as left_on,
    if(is_named and not is_older, display_name, o.display_name) as display_name,
    if(is_named and not is_older, sort_name, o.sort_name) as sort_name,
    if(is_named and not is_older, match_name, o.match_name) as match_name,
    if((is_named or rule.name = 2) and not is_older,
        coalesce(if(known_id is null, system_of(origin), null), system), o.system) as system,
    if(known_id is null, role_of(origin, said_by), null) as source_role,
    if((is_named or rule.name = 2) and not is_older, as_of, o.as_of) as as_of
from beside
where known_id is null or nth = 1;

-- step: pupil_change: what changes in known pupils, for the preview
create or replace temp table pupil_change as
select i.line, o.display_name,
    o.display_name as old_name, i.display_name as new_name,
    o.birth_date as old_birth_date, i.birth_date as new_birth_date,
    o.gender as old_gender, i.gender as new_gender,
    o.entered_on as old_entered_on, i.entered_on as new_entered_on,
    o.left_on as old_left_on, i.left_on as new_left_on
from incoming_pupil as i
join verdict_pupil as v on v.row = i.row and v.verdict = 'changed'
join pupil as o on o.pupil_id = i.known_id and o.closed_by is null
order by i.line limit 50;

-- step: key_new_pupils
update maker set pupil_id = p.pupil_id
from pupil as p, incoming_pupil as i
where maker.pupil_id is null and i.row = maker.row and i.known_id is null
    and p.public_key = i.public_key and p.closed_by is null;

-- step: wanted_alias: every name by which these pupils will be recognised from now on
create or replace temp table wanted_alias as
select m.school_id, r.system, m.pupil_key as key, m.pupil_id, m.line
from maker as m, reading as r where not m.is_dummy
union all
select m.school_id, r.system || ' tijdelijk', r.school_year || ' ' || m.pupil_key, m.pupil_id,
    m.line
from maker as m, reading as r where m.is_dummy and r.school_year is not null
union all
select m.school_id, 'eck', m.eck_hash, m.pupil_id, m.line
from maker as m where m.eck_hash is not null;

-- step: ref_named: the pupils that rows of the file name
create or replace temp table ref_named as
select f.ref, f.line, o.school_id, f.pupil_key, f.birth_date, n.match_name, h.hash as eck_hash,
    coalesce(f.pupil_key, f.call_name, f.family_name, f.eck_id) is not null as is_named
from pupil_ref as f
left join eck_hash as h on h.eck_id = f.eck_id
join school_of as o
    on f.brin is not distinct from o.brin and f.location is not distinct from o.location
left join name_words as n
    on n.call_name is not distinct from f.call_name and n.prefix is not distinct from f.prefix
    and n.family_name is not distinct from f.family_name;

-- step: ref_found: every pupil that each of them could be
create or replace temp table ref_found as
with in_file as (
    select n.ref, m.pupil_id from ref_named as n
    join maker as m on m.school_id = n.school_id and m.pupil_key = n.pupil_key
),
own_system as (
    select n.ref, a.pupil_id from ref_named as n, reading as r
    join pupil_alias as a on a.school_id = n.school_id and a.key = n.pupil_key
        and a.system = r.system and a.closed_by is null
    where n.ref not in (select ref from in_file)
),
by_eck as (
    select n.ref, a.pupil_id from ref_named as n
    join pupil_alias as a on a.school_id = n.school_id and a.key = n.eck_hash
        and a.system = 'eck' and a.closed_by is null
    where n.ref not in (select ref from in_file) and n.ref not in (select ref from own_system)
),
public_key as (
    select n.ref, coalesce(j.pupil_id, p.pupil_id) as pupil_id from ref_named as n
    join pupil as p on p.closed_by is null and p.school_id = n.school_id
        and p.public_key = n.pupil_key
    left join pupil_join as j on j.joined_id = p.pupil_id and j.closed_by is null
    where n.ref not in (select ref from in_file) and n.ref not in (select ref from own_system)
),
any_system as (
    select distinct n.ref, coalesce(j.pupil_id, a.pupil_id) as pupil_id from ref_named as n
    join pupil_alias as a on a.school_id = n.school_id and a.key = n.pupil_key
        and a.system <> 'eck' and a.closed_by is null
    left join pupil_join as j on j.joined_id = a.pupil_id and j.closed_by is null
    where n.ref not in (select ref from in_file) and n.ref not in (select ref from own_system)
        and n.ref not in (select ref from by_eck)
),
by_name as (
    select n.ref, p.pupil_id from ref_named as n
    join pupil as p on p.closed_by is null and p.school_id = n.school_id
        and p.match_name = n.match_name and p.birth_date = n.birth_date
    where n.pupil_key is null and n.ref not in (select ref from by_eck)
        and p.pupil_id not in (select joined_id from pupil_join where closed_by is null)
)
select * from in_file union all select * from own_system union all select * from by_eck
union all select * from any_system union all select * from public_key
union all select * from by_name;

-- step: ref_owner: the pupil that each of them is, and how many it could be
create or replace temp table ref_owner as
select n.ref, n.line, n.school_id, n.is_named, any_value(f.pupil_id) as pupil_id,
    count(f.pupil_id) as owners
from ref_named as n left join ref_found as f on f.ref = n.ref
group by n.ref, n.line, n.school_id, n.is_named;

-- step: candidate_key: the keys that a table of keys gives, each with the pupil who has it already;
-- an ECK iD is only known as a hash with the secret of one store, and is never taken from a table
create or replace temp table candidate_key as
select
    s.line, w.school_id, w.pupil_id, s.key_system, s.key,
    (
        select min(a.pupil_id) from pupil_alias as a
        where a.closed_by is null and a.school_id = w.school_id and a.system = s.key_system
            and a.key = s.key
    ) as owner
from staged_pupil_key as s
join ref_owner as w on w.ref = s.pupil_ref and w.owners = 1
where s.key_system <> 'eck';

-- step: refuse_taken_key
insert into refusal
select 'pupil_key', line, 'Deze sleutel is al van een andere leerling',
    'Kijk bij welke leerling de sleutel hoort'
from candidate_key where owner <> pupil_id;
