-- question: What is known of these pupils, to see beside each other whether they are one child?
-- nl:       Wat is er van deze leerlingen bekend, om te zien of zij één kind zijn?
-- params:   public_keys varchar[]
-- row:      one per pupil: placed ("2024-2025 4A, 2025-2026 5A"; the year group where there is no
--           group), systems (whose keys the pupil has, by |), how many results, plans and support
--           levels there are, and the number by which open tables name the pupil, where that is a
--           key of a system and cannot be a secret number of nine digits.  last_result_on: day of the
--           newest result, null where it has none; last_result_in: its moment and school year
--           ("M5 2022-2023")
-- order:    public key
-- families: facts, care
with asked as (
    select pupil_id, public_key, display_name, call_name, family_name, birth_date
    from pupil
    where closed_by is null and list_contains($public_keys, public_key)
),
placed as (
    select p.pupil_id,
        string_agg(
            p.school_year || ' ' || coalesce(g.name, 'groep ' || p.year_group, 'zonder groep'),
            ', ' order by p.school_year
        ) as placed
    from placement as p
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.is_home and p.pupil_id in (select pupil_id from asked)
    group by p.pupil_id
),
keyed as (
    select pupil_id, string_agg(distinct replace(system, ' tijdelijk', ''), '|') as systems
    from pupil_alias
    where closed_by is null and system <> 'eck' and pupil_id in (select pupil_id from asked)
    group by pupil_id
),
tested as (
    select
        pupil_id,
        count(*) as results,
        arg_max_null(
            taken_on, (coalesce(half_year, 0), coalesce(taken_on, date '0001-01-01'), moment)
        ) as last_result_on,
        arg_max(
            concat_ws(' ', moment, school_year),
            (coalesce(half_year, 0), coalesce(taken_on, date '0001-01-01'), moment)
        ) as last_result_in
    from result
    where closed_by is null and pupil_id in (select pupil_id from asked)
    group by pupil_id
),
cared as (
    select pupil_id, count(*) filter (is_plan) as plans, count(*) filter (not is_plan) as levels
    from (
        select pupil_id, true as is_plan from plan where closed_by is null
        union all
        select pupil_id, false from support_level where closed_by is null
    )
    where pupil_id in (select pupil_id from asked)
    group by pupil_id
)
select
    a.public_key,
    a.display_name,
    a.call_name,
    a.family_name,
    a.birth_date,
    p.placed,
    k.systems,
    coalesce(t.results, 0) as results,
    t.last_result_on,
    t.last_result_in,
    coalesce(c.plans, 0) as plans,
    coalesce(c.levels, 0) as support_levels,
    if(n.number = a.public_key or regexp_full_match(n.number, '[0-9]{9}'), null, n.number) as number
from asked as a
left join pupil_number as n using (pupil_id)
left join placed as p using (pupil_id)
left join keyed as k using (pupil_id)
left join tested as t using (pupil_id)
left join cared as c using (pupil_id)
order by a.public_key;
