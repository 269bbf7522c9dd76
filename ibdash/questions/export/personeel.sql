-- question: Open table `personeel`: who works at the school, and which groups do they have?
-- nl:       Welke medewerkers staan er in de open tabel personeel?
-- params:   school_id bigint
-- row:      one per person and group, one for who has no group
-- order:    school, then name
-- families: facts
with person as (
    select
        t.*,
        -- A key that two systems give to two people goes with the name of its system before it.
        if(
            count(*) over (partition by t.school_id, t.key) > 1 and t.system <> 'open',
            t.system || ':' || t.key, t.key
        ) as number
    from staff as t
    where t.closed_by is null
),
-- Before the parts of a name were kept, only the whole name and the text it sorts by were: surname,
-- prefix and calling name, each in base letters alone (domain/names.py).  Where a way to part the
-- name gives that text again, those are its parts.
whole as (
    select staff_id, sort_name, unnest([
        {'nth': 1, 'words': string_split(display_name, ' ')},
        -- A prefix that ends in an apostrophe stands close to its surname.
        {'nth': 2, 'words': string_split(
            regexp_replace(display_name, '(\s\p{L}+[''’])(\p{L})', '\1 \2'), ' '
        )}
    ]) as name
    from person
    where call_name is null and family_name is null
),
parted as (
    select
        w.staff_id, w.sort_name, w.name.nth, b.between_from, b.family_from,
        array_to_string(w.name.words[: b.between_from], ' ') as call_name,
        array_to_string(w.name.words[b.between_from + 1 : b.family_from], ' ') as prefix,
        array_to_string(w.name.words[b.family_from + 1 :], ' ') as family_name
    from whole as w, lateral (
        select c.n as between_from, f.n as family_from
        from range(len(w.name.words) + 1) as c (n), range(len(w.name.words) + 1) as f (n)
        where c.n <= f.n
    ) as b
),
folded as (
    select p.*, list_transform([p.family_name, p.prefix, p.call_name], lambda part: regexp_replace(
        translate(
            replace(replace(replace(replace(
                strip_accents(lower(part)), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss'),
            'øłđðı', 'olddi'
        ), '[^\p{L}\p{N}]', '', 'g'
    )) as letters
    from parted as p
),
found as (
    select distinct on (staff_id)
        staff_id, nullif(call_name, '') as call_name, nullif(prefix, '') as prefix,
        nullif(family_name, '') as family_name
    from folded
    -- Whoever has no surname sorts by the calling name.
    where sort_name = concat_ws(
        ' ', if(letters[1] = '', letters[3], letters[1]), letters[2], letters[3]
    )
    order by staff_id, nth, between_from desc, family_from
),
having_group as (
    select t.staff_id, g.name, g.school_year, g.is_composite, t.role
    from staff_group as t
    join "group" as g on g.group_id = t.group_id and g.closed_by is null and g.name is not null
    where t.closed_by is null
)
select
    s.brin || coalesce(s.location, '') as brin,
    p.number as medewerker_id,
    coalesce(p.call_name, n.call_name) as roepnaam,
    coalesce(p.prefix, n.prefix) as tussenvoegsel,
    -- The open table has no column for a whole name: one that cannot be parted is the surname.
    case
        when n.staff_id is not null then n.family_name
        when p.call_name is null and p.family_name is null then p.display_name
        else p.family_name
    end as achternaam,
    p.role as rol,
    p.role_text as functie,
    h.name as groep,
    h.school_year as schooljaar,
    h.is_composite as samengesteld,
    h.role as rol_in_groep,
    if(p.system = 'ibdash', null, p.system) as bron_systeem
from person as p
join school as s on s.school_id = p.school_id and s.closed_by is null
left join found as n on n.staff_id = p.staff_id
left join having_group as h on h.staff_id = p.staff_id
where $school_id is null or p.school_id = $school_id
order by p.school_id, p.sort_name, p.number, h.school_year, h.name, h.role;
