-- Who a pupil may be, where nothing decides it.  `maker`, `name_candidate` and `contested` are made
-- by pupils.sql; `reading` is one row: system, school_year, as_of, today.

-- step: near_pair: known pupils who may be one of the file after all, though name and birth date
-- differ: the pairs of one block (the same whole name, or the same surname and birth date), of which
-- domain/same_pupil.py says which are alike.  Never who is in the file already: so twins are not
-- asked about.  is_question: the pupil has no key of this system, so no key says that they are two.
-- Of two dummy keys nothing is known but that neither file could say more: Wie is wie shows them.
create or replace temp table near_pair as
with own_key as (
    select a.pupil_id, bool_or(a.system = r.system) as is_lasting
    from pupil_alias as a, reading as r
    where a.closed_by is null and a.system in (r.system, r.system || ' tijdelijk')
    group by a.pupil_id
),
free as (
    select p.pupil_id, p.school_id, p.birth_date, p.match_name,
        split_part(p.match_name, '|', 2) as family_name,
        k.pupil_id is not null as has_key, coalesce(k.is_lasting, false) as has_lasting_key
    from pupil as p
    left join own_key as k on k.pupil_id = p.pupil_id
    where p.closed_by is null and p.match_name is not null
        and p.pupil_id not in (select pupil_id from maker where pupil_id is not null)
        and p.pupil_id not in (select pupil_id from name_candidate)
        and p.pupil_id not in (select pupil_id from contested)
        and p.pupil_id not in (select joined_id from pupil_join where closed_by is null)
),
unknown as (
    select m.row, m.school_id, m.birth_date, m.match_name, m.is_dummy,
        split_part(m.match_name, '|', 2) as family_name
    from maker as m
    where m.pupil_id is null and m.match_name is not null
        and m.row not in (select row from name_candidate)
        and m.row not in (select row from contested)
),
pair as (
    select u.row, f.pupil_id
    from unknown as u
    join free as f on f.school_id = u.school_id and f.match_name = u.match_name
    union
    select u.row, f.pupil_id
    from unknown as u
    join free as f
        on f.school_id = u.school_id and f.birth_date = u.birth_date
        and f.family_name = u.family_name and f.family_name <> ''
)
select
    p.row, p.pupil_id, u.match_name, u.birth_date, f.match_name as known_match_name,
    f.birth_date as known_birth_date, (u.is_dummy and f.has_lasting_key) or not f.has_key as is_question
from pair as p
join unknown as u on u.row = p.row
join free as f on f.pupil_id = p.pupil_id;

-- step: near_candidate: a pupil whose calling name is near those of two of the file is neither
create or replace temp table near_candidate as
select row, pupil_id, is_question
from (
    select
        row, pupil_id, is_question, why,
        count(*) filter (why = 'call_name') over (partition by pupil_id) as claims
    from judged_pair
)
where why <> 'call_name' or claims = 1;

-- step: maker_doubt: one row per pupil of the file and known pupil it may be
create or replace temp table maker_doubt as
with candidate as (
    select row, pupil_id, true as is_question from name_candidate
    where candidates > 1 or claims > 1 or is_asked_again
    union
    select row, pupil_id, true from contested where not is_taken
    union
    select row, pupil_id, is_question from near_candidate
),
salt as (select secret from store_secret where name = 'salt')
select
    m.row, m.line, m.school_id, r.system, if(m.is_dummy, null, m.pupil_key) as key,
    m.pupil_key as shown_key, m.display_name, m.call_name, m.family_name, m.birth_date,
    m.words,
    sha256(concat_ws('|', s.secret, m.school_id, r.system, m.pupil_key, m.match_name, m.birth_date))
        as mark,
    c.pupil_id, c.is_question, true as makes_pupil
from candidate as c
join maker as m on m.row = c.row
cross join reading as r
cross join salt as s;

-- step: named_doubt: the same for rows that name a pupil whom the file does not describe
create or replace temp table named_doubt as
with salt as (select secret from store_secret where name = 'salt')
select
    f.ref as row, w.line, w.school_id, r.system, f.pupil_key as key, f.pupil_key as shown_key,
    n.display_name, f.call_name, f.family_name, f.birth_date,
    sha256(concat_ws('|', s.secret, w.school_id, n.match_name, f.birth_date)) as words,
    sha256(concat_ws('|', s.secret, w.school_id, r.system,
        coalesce(f.pupil_key, concat_ws('|', n.match_name, f.birth_date)))) as mark,
    found.pupil_id, true as is_question, false as makes_pupil
from ref_owner as w
join pupil_ref as f on f.ref = w.ref
join ref_found as found on found.ref = w.ref
cross join reading as r
cross join salt as s
left join name_words as n
    on n.call_name is not distinct from f.call_name and n.prefix is not distinct from f.prefix
    and n.family_name is not distinct from f.family_name
where w.is_named and w.owners > 1;

-- step: placed: the newest home group of everybody who is asked about
create or replace temp table placed as
select p.pupil_id, arg_max(g.name, (p.school_year, p.placement_id)) as group_name,
    arg_max(p.year_group, (p.school_year, p.placement_id)) as year_group
from placement as p
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where p.closed_by is null and p.is_home and p.pupil_id in (select pupil_id from asked_about)
group by p.pupil_id;

-- step: placed_in_file: the home group that this file gives to the pupils it describes
create or replace temp table placed_in_file as
select m.row, any_value(g.name) as group_name, any_value(s.year_group) as year_group
from staged_placement as s
join pupil_ref as f on f.ref = s.pupil_ref
join maker as m on m.pupil_key = f.pupil_key
left join group_of as o
    on o.school_id = m.school_id and o.school_year = s.school_year and o.group_key = s.group_key
    and not o.is_composite
left join "group" as g on g.group_id = o.group_id and g.closed_by is null
where s.is_home and m.row in (select row from maker_doubt)
group by m.row;

-- step: known: what is known of everybody who is asked about
create or replace temp table known as
with said as (
    select
        pupil_id,
        arg_max_null(
            taken_on, (coalesce(half_year, 0), coalesce(taken_on, date '0001-01-01'), moment)
        ) as last_result_on,
        arg_max(
            concat_ws(' ', moment, school_year),
            (coalesce(half_year, 0), coalesce(taken_on, date '0001-01-01'), moment)
        ) as last_result_in
    from result
    where closed_by is null and pupil_id in (select pupil_id from asked_about)
    group by pupil_id
),
named as (
    select pupil_id, string_agg(distinct replace(system, ' tijdelijk', ''), '|') as systems
    from pupil_alias where closed_by is null and system <> 'eck'
    group by pupil_id
)
select p.pupil_id, p.public_key, p.display_name, p.call_name, p.family_name, p.birth_date,
    x.group_name, x.year_group, n.systems, s.last_result_on, s.last_result_in
from pupil as p
left join placed as x using (pupil_id)
left join named as n using (pupil_id)
left join said as s using (pupil_id)
where p.closed_by is null and p.pupil_id in (select pupil_id from asked_about)
order by p.sort_name, p.birth_date, p.pupil_id;

-- step: incoming_pupil_match: the answers, with the pupils that they made
create or replace temp table incoming_pupil_match as
select
    row_number() over (order by a.line, a.key, a.words) as row, a.line,
    (
        select min(t.pupil_match_id) from pupil_match as t
        where t.closed_by is null and t.school_id = a.school_id and t.system = a.system
            and t.key is not distinct from a.key and t.words is not distinct from a.words
    ) as known_id,
    a.school_id, a.system, a.key, a.words, coalesce(a.pupil_id, m.pupil_id) as pupil_id, a.is_new,
    a.asked
from answered as a
left join maker as m on a.makes_pupil and m.row = a.row;
