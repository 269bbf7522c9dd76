-- question: From which file and row does each fact about a pupil on the group's page come?
-- nl:       Uit welk bestand en welke regel komt elk gegeven over een leerling op de groepspagina?
-- params:   pupil_id bigint, school_year varchar
-- row:      one per open fact, and per source of a result that has several: result of at most four
--           years back, placement of the year, plan, support level; kind is result, placement, plan
--           or support_level.  what: the test, the group, the plan's kind, the level.  outcome: what
--           this source says of a result.  place: of several sources 1 is the one that counts, else
--           null.  is_decision: a person chose it.  file_name is null for what no file brought.
-- order:    newest first within a kind, of several sources the one that counts first
-- families: facts, care
with fact as (
    select
        1 as sort,
        'result' as kind,
        r.learning_line,
        r.test_name || coalesce(' ' || r.part, '') as what,
        r.moment,
        r.taken_on as happened_on,
        r.source_row,
        coalesce(r.source_change, r.opened_by) as from_change,
        {
            'is_taken': r.is_taken, 'no_result_reason': r.no_result_reason,
            'ability_score': r.ability_score, 'raw_score': r.raw_score,
            'percentile': r.percentile, 'level': r.level, 'level_scale': r.level_scale,
            'level_2': r.level_2, 'level_scale_2': r.level_scale_2, 'avi': r.avi,
            'norm_version': r.norm_version
        } as outcome,
        null as place,
        false as is_decision
    from open_result as r
    where r.pupil_id = $pupil_id
        and r.half_year between 2 * left($school_year, 4)::integer - 7
            and 2 * left($school_year, 4)::integer + 1
        and r.result_id not in (select result_id from result_claim where closed_by is null)
    union all
    -- A result of several sources comes from each of them; a decision is nobody's file.
    select 1, 'result', r.learning_line, r.test_name || coalesce(' ' || r.part, ''), r.moment,
        r.taken_on, if(c.role = 'person', null, c.source_row),
        if(c.role = 'person', coalesce(c.source_change, c.opened_by), c.from_change),
        {
            'is_taken': c.is_taken, 'no_result_reason': c.no_result_reason,
            'ability_score': c.ability_score, 'raw_score': c.raw_score,
            'percentile': c.percentile, 'level': c.level, 'level_scale': c.level_scale,
            'level_2': c.level_2, 'level_scale_2': c.level_scale_2, 'avi': c.avi,
            'norm_version': c.norm_version
        },
        c.place, c.role = 'person'
    from open_result as r
    join placed_claim as c on c.result_id = r.result_id
    where r.pupil_id = $pupil_id
        and r.half_year between 2 * left($school_year, 4)::integer - 7
            and 2 * left($school_year, 4)::integer + 1
    union all
    select 2, 'placement', null, g.name, null, p.from_on, p.source_row,
        coalesce(p.source_change, p.opened_by), null, null, false
    from placement as p
    left join "group" as g on g.group_id = p.group_id and g.closed_by is null
    where p.closed_by is null and p.pupil_id = $pupil_id and p.school_year = $school_year
    union all
    select 3, 'plan', p.learning_line, p.plan_kind, null, p.starts_on, p.source_row,
        coalesce(p.source_change, p.opened_by), null, null, false
    from plan as p
    where p.closed_by is null and p.pupil_id = $pupil_id
    union all
    select 4, 'support_level', null, s.level, null, s.from_on, s.source_row,
        coalesce(s.source_change, s.opened_by), null, null, false
    from support_level as s
    where s.closed_by is null and s.pupil_id = $pupil_id
)
select
    fact.kind,
    coalesce(l.name, upper(fact.learning_line[1]) || fact.learning_line[2:]) as line_name,
    fact.what,
    fact.moment,
    fact.happened_on,
    fact.outcome,
    fact.place,
    fact.is_decision,
    intake.file_name,
    fact.source_row,
    change.changed_at::date as taken_in_on,
    change.who
from fact
left join learning_line as l on l.line = fact.learning_line
left join change on change.change_id = fact.from_change
left join intake on intake.change_id = change.change_id
order by fact.sort, fact.happened_on desc nulls last, l.sort nulls last, fact.what,
    fact.place, fact.from_change;
