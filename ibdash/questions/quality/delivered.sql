-- question: Which share of the rows of each file of a school carried keys, levels, scores and days?
-- nl:       Welk deel van de regels van elk bestand had sleutels, niveaus, scores en datums?
-- params:   school_id bigint
-- row:      one per file that was taken in and not undone, and kind of row with something to fill:
--           results, pupils, placements, plans, evaluations, support levels, norms.  rows is null
--           for a file of before these counts were kept; a count is null where the kind has no such
--           column.  unreadable: rows that are not in `rows`, for they could not be read.
--           changed_at is UTC.  A file for several schools counts as a whole
-- order:    newest file first, results before pupils before the rest
-- families: facts, care
with standing as (
    select i.intake_id, i.change_id, i.file_name, i.format, i.system, c.changed_at
    from intake as i
    join change as c on c.change_id = i.change_id
    where not exists (select 1 from change as u where u.undoes = i.change_id)
        and (
            i.school_id = $school_id
            or i.school_id is null
            or i.change_id in (
                select opened_by from placement where school_id = $school_id
                union
                select opened_by from result where school_id = $school_id
            )
        )
),
counted as (
    select
        intake_id,
        kind,
        coalesce(max(rows) filter (column_name <> 'unreadable'), 0) as rows,
        coalesce(max(rows) filter (column_name = 'unreadable'), 0) as unreadable,
        max(filled) filter (column_name in ('pupil_key', 'plan_source_key')) as keys,
        max(filled) filter (
            column_name = case kind when 'result' then 'any_level' else 'level' end
        ) as levels,
        max(filled) filter (column_name in ('any_score', 'score_from')) as scores,
        max(filled) filter (column_name = 'percentile') as percentiles,
        max(filled) filter (
            column_name = case kind
                when 'result' then 'taken_on' when 'pupil' then 'birth_date'
                when 'plan' then 'starts_on' when 'evaluation' then 'evaluated_on'
                when 'support_level' then 'from_on'
            end
        ) as days,
        max(filled) filter (column_name = 'moment') as moments
    from intake_delivery
    where kind in ('result', 'pupil', 'plan', 'evaluation', 'support_level', 'norm')
    group by intake_id, kind
)
select
    s.intake_id,
    s.file_name,
    s.format,
    s.system,
    s.changed_at,
    c.kind,
    c.rows,
    c.unreadable,
    c.keys,
    c.levels,
    c.scores,
    c.percentiles,
    c.days,
    c.moments
from standing as s
left join counted as c on c.intake_id = s.intake_id
where c.kind is not null
    or not exists (select 1 from intake_delivery as d where d.intake_id = s.intake_id)
order by
    s.intake_id desc,
    list_position(['result', 'pupil', 'plan', 'evaluation', 'support_level', 'norm'], c.kind);
