-- question: What did the former school deliver of a pupil, and what not?
-- nl:       Wat leverde de vorige school van een leerling aan, en wat niet?
-- params:   pupil_id bigint
-- row:      one per dossier (what: the former school; value: the version), per part of it (kind part;
--           value: delivered, empty, opted_out or not_applicable, where only empty says that there
--           was nothing), and per fact: career year, result, plan, declaration, arrangement, absence
--           total, advice.  is_repeated: a career year whose year group stood in an earlier school
--           year too.  Capacity and diagnoses are restricted: questions of their own.
-- order:    newest dossier first, then by kind and time
-- families: facts, care
with dossier as (
    select
        t.*,
        coalesce(t.source_change, t.opened_by) as brought_by,
        coalesce(t.from_name, 'school ' || t.from_brin) as school
    from transfer as t
    where t.closed_by is null and t.pupil_id = $pupil_id
),
part as (
    unpivot (
        select
            brought_by, made_on, source_row, career_part as career, tests_part as tests,
            plans_part as plans, support_part as support, absence_part as absence,
            advice_part as advice, final_test_part as final_test
        from dossier
    )
    on career, tests, plans, support, absence, advice, final_test
    into name what value value
),
delivered as (
    select
        1 as sort, 'dossier' as kind, school as what, version as value, attention as detail,
        made_on as from_on, null::date as until_on, null::boolean as is_repeated, source_row,
        brought_by
    from dossier
    union all
    select 2, 'part', what, value, null, made_on, null, null, source_row, brought_by from part
    union all
    select
        3, 'career_year', c.school_year, c.year_group, c.group_name, c.from_on, c.until_on,
        exists (
            select 1 from career_year as e
            where e.closed_by is null and e.pupil_id = c.pupil_id
                and e.school_year < c.school_year and e.year_group = c.year_group
        ),
        c.source_row, coalesce(c.source_change, c.opened_by)
    from career_year as c
    where c.closed_by is null and c.pupil_id = $pupil_id
    union all
    select
        4, 'result', r.learning_line || coalesce(' ' || r.moment, ''),
        coalesce(r.level, r.functioning_level, r.reference_level),
        r.test_name || coalesce(' ' || r.part, ''), r.taken_on, null, null, r.source_row,
        coalesce(r.source_change, r.opened_by)
    from open_result as r
    where r.pupil_id = $pupil_id
    union all
    select
        5, 'plan', p.plan_kind, p.title, null, p.starts_on, p.ends_on, null, p.source_row,
        coalesce(p.source_change, p.opened_by)
    from plan as p
    where p.closed_by is null and p.pupil_id = $pupil_id
    union all
    select
        6, 'declaration', d.declaration_kind, d.category, d.number, d.from_on, d.until_on, null,
        d.source_row, coalesce(d.source_change, d.opened_by)
    from declaration as d
    where d.closed_by is null and d.pupil_id = $pupil_id
    union all
    select
        7, 'arrangement', a.arrangement_kind, a.description, a.number, a.from_on, a.until_on, null,
        a.source_row, coalesce(a.source_change, a.opened_by)
    from arrangement as a
    where a.closed_by is null and a.pupil_id = $pupil_id
    union all
    select
        8, 'absence_total', 'half_days_allowed', a.half_days_allowed::varchar, null, null,
        a.until_on, null, a.source_row, coalesce(a.source_change, a.opened_by)
    from absence_total as a
    where a.closed_by is null and a.pupil_id = $pupil_id
    union all
    select
        8, 'absence_total', 'half_days_unallowed', a.half_days_unallowed::varchar, null, null,
        a.until_on, null, a.source_row, coalesce(a.source_change, a.opened_by)
    from absence_total as a
    where a.closed_by is null and a.pupil_id = $pupil_id
    union all
    select
        9, 'school_advice', a.advice_kind, a.advice, a.reasoning, a.known_on, null, null,
        a.source_row, coalesce(a.source_change, a.opened_by)
    from school_advice as a
    where a.closed_by is null and a.pupil_id = $pupil_id
)
select
    f.kind, f.what, f.value, f.detail, f.from_on, f.until_on, f.is_repeated, i.file_name,
    f.source_row, c.changed_at::date as taken_in_on
from delivered as f
join intake as i on i.change_id = f.brought_by and starts_with(i.format, 'OSO-dossier')
join change as c on c.change_id = f.brought_by
order by f.sort, f.from_on desc nulls last, f.what, f.value;
