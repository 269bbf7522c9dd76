-- question: Which files were taken in, when and by whom?
-- nl:       Welke bestanden zijn overgenomen, wanneer en door wie?
-- row:      one per intake; changed_at is UTC; kind is what the file is about (results before plans
--           before pupils and so on) and the counts are those of that kind, refused_rows of all;
--           undone_at (UTC) and undone_by are null while the intake stands.  has_answer: a person
--           answered a question about this file
-- order:    newest first
-- families: facts, care
with ranked as (
    select
        n.*,
        row_number() over (
            partition by n.intake_id
            order by
                n.new_rows + n.changed_rows + n.same_rows = 0,
                -- A file of several tables is about more than the dossiers in it.
                n.kind = 'transfer' and i.format like '%, %',
                list_position(
                    ['transfer', 'result', 'norm', 'plan', 'evaluation', 'support_level',
                    'career_year', 'capacity', 'declaration', 'arrangement', 'diagnosis',
                    'absence_total', 'school_advice', 'absence', 'referral', 'note', 'agreement',
                    'meeting', 'decision', 'signal_decision', 'signal_limit', 'week_review', 'finding_approval', 'school_calendar', 'test_calendar',
                    'source_choice', 'import_profile', 'pupil', 'pupil_key', 'staff', 'group',
                    'placement', 'result_claim', 'school', 'test'],
                    n.kind
                )
        ) as rank,
        sum(n.refused_rows) over (partition by n.intake_id) as refused_in_all
    from intake_count as n
    join intake as i on i.intake_id = n.intake_id
),
-- What a person said about a pupil is of row 0 of the file, and who a pupil is has a table.
answered as (
    select opened_by as change_id from pupil where source_row = 0 and source_change is null
    union
    select opened_by from placement where source_row = 0 and source_change is null
    union
    select opened_by from pupil_match where source_change is null
),
-- A school that was taken back with its only file keeps its name here.
named as (
    select
        school_id,
        coalesce(arg_max(name, opened_by), 'school ' || any_value(brin)) as school
    from school
    group by school_id
)
select
    i.intake_id,
    i.file_name,
    i.format,
    c.changed_at,
    c.who,
    s.school,
    i.school_year,
    r.kind,
    coalesce(r.new_rows, 0) as new_rows,
    coalesce(r.changed_rows, 0) as changed_rows,
    coalesce(r.same_rows, 0) as same_rows,
    coalesce(r.refused_in_all, 0)::bigint as refused_rows,
    u.changed_at as undone_at,
    u.who as undone_by,
    a.change_id is not null as has_answer
from intake as i
join change as c on c.change_id = i.change_id
left join change as u on u.undoes = i.change_id
left join answered as a on a.change_id = i.change_id
left join named as s on s.school_id = i.school_id
left join ranked as r on r.intake_id = i.intake_id and r.rank = 1
order by i.intake_id desc;
