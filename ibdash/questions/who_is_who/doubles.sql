-- question: Which pupils of a school may be one child twice?
-- nl:       Welke leerlingen van een school zijn misschien één kind, dat er twee keer in staat?
-- params:   school_id bigint
-- row:      one per pair, at most 50; the first has a birth date where only one of both has, else it
--           is the older record.  Pairs that one file named beside each other are two pupils, so
--           twins are not here; nor are those of whom somebody answered so.  why: same (name and birth date), call_name (alike, with family name
--           and birth date equal), swapped (day and month) or no_birth_date (of one of both)
-- order:    why, name, the Dutch way
-- families: facts
with known as (
    select
        pupil_id, public_key, birth_date, match_name, sort_name,
        split_part(match_name, '|', 1) as call_name,
        split_part(match_name, '|', 2) as family_name,
        case when day(birth_date) <= 12
            then make_date(year(birth_date), day(birth_date), month(birth_date)) end as swapped
    from pupil
    where closed_by is null and school_id = $school_id
),
alike as (
    select
        a.pupil_id as one, b.pupil_id as other,
        case
            when a.birth_date = b.birth_date then 'same'
            when a.birth_date = b.swapped then 'swapped'
            else 'no_birth_date'
        end as why
    from known as a
    join known as b on b.match_name = a.match_name and a.pupil_id < b.pupil_id
    where a.birth_date = b.birth_date or a.birth_date = b.swapped
        or a.birth_date is null or b.birth_date is null
    union all
    select a.pupil_id, b.pupil_id, 'call_name'
    from known as a
    join known as b
        on b.birth_date = a.birth_date and b.family_name = a.family_name
        and a.pupil_id < b.pupil_id
    where a.call_name <> b.call_name and a.call_name <> '' and b.call_name <> ''
        and (
            starts_with(a.call_name, b.call_name) or starts_with(b.call_name, a.call_name)
            or jaro_winkler_similarity(a.call_name, b.call_name) >= 0.88
        )
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
    if(a.birth_date is null and b.birth_date is not null, b.public_key, a.public_key)
        as public_key,
    if(a.birth_date is null and b.birth_date is not null, a.public_key, b.public_key)
        as other_public_key,
    p.why
from alike as p
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
order by list_position(['same', 'swapped', 'no_birth_date', 'call_name'], p.why), a.sort_name,
    p.one, p.other
limit 50;
