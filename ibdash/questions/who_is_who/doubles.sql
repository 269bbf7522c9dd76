-- question: Which pupils of a school may be one child twice?
-- nl:       Welke leerlingen van een school zijn misschien één kind, dat er twee keer in staat?
-- params:   school_id bigint
-- row:      one per pair of one block (the same whole name, or the same surname and birth date);
--           domain/same_pupil.py then says which are alike, and the answer is public_key,
--           other_public_key and why.  The first of a pair has a birth date where only one of both
--           has, else it is the older record.  Pairs that one file named beside each other are two
--           pupils, so twins are not here; nor are those of whom somebody answered so
-- order:    name, the Dutch way; after the rule: why, then name
-- families: facts
with known as (
    select
        pupil_id, public_key, birth_date, match_name, sort_name,
        split_part(match_name, '|', 2) as family_name
    from pupil
    where closed_by is null and school_id = $school_id and match_name is not null
),
alike as (
    select a.pupil_id as one, b.pupil_id as other
    from known as a
    join known as b on b.match_name = a.match_name and a.pupil_id < b.pupil_id
    union
    select a.pupil_id, b.pupil_id
    from known as a
    join known as b
        on b.birth_date = a.birth_date and b.family_name = a.family_name
        and a.pupil_id < b.pupil_id
    where a.family_name <> ''
),
turned as (
    select p.one, p.other, a.birth_date is null and b.birth_date is not null as is_turned
    from alike as p
    join known as a on a.pupil_id = p.one
    join known as b on b.pupil_id = p.other
),
-- Row 0 is no row of a file but an answer.
named as (
    select distinct pupil_id, coalesce(source_change, opened_by) as change_id
    from pupil_alias where closed_by is null and source_row > 0
    union
    select distinct pupil_id, coalesce(source_change, opened_by)
    from placement where closed_by is null and source_row > 0
)
select
    if(p.is_turned, b.public_key, a.public_key) as public_key,
    if(p.is_turned, a.public_key, b.public_key) as other_public_key,
    if(p.is_turned, b.match_name, a.match_name) as match_name,
    if(p.is_turned, b.birth_date, a.birth_date) as birth_date,
    if(p.is_turned, a.match_name, b.match_name) as other_match_name,
    if(p.is_turned, a.birth_date, b.birth_date) as other_birth_date
from turned as p
join known as a on a.pupil_id = p.one
join known as b on b.pupil_id = p.other
where not exists (
    select 1 from named as n
    join named as m on m.change_id = n.change_id
    where n.pupil_id = p.one and m.pupil_id = p.other
)
    and not exists (
        select 1 from pupil_match as t
        where t.closed_by is null and t.is_new and t.pupil_id in (p.one, p.other)
            and list_contains(
                string_split(t.asked, ' '), if(t.pupil_id = p.one, p.other, p.one)::varchar
            )
    )
order by a.sort_name, p.one, p.other;
