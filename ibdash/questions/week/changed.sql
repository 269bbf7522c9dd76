-- question: How much is new since a change: results, absence, and facts of care?
-- nl:       Hoeveel is er nieuw sinds de vorige keer?
-- params:   school_id bigint, since bigint
-- row:      one; each a number of facts that have no version of before; of results also how many of
--           an earlier one changed
-- order:    one row
-- families: facts, care
with fresh as (
    select 'results' as kind, result_id as id, min(opened_by) as first_by
    from result where school_id = $school_id and is_taken group by result_id
    having bool_or(closed_by is null)
    union all
    select 'absences', absence_id, min(opened_by)
    from absence where school_id = $school_id group by absence_id having bool_or(closed_by is null)
    union all
    select 'plans', plan_id, min(opened_by)
    from plan where school_id = $school_id group by plan_id having bool_or(closed_by is null)
    union all
    select 'plans', evaluation_id, min(opened_by)
    from evaluation where school_id = $school_id group by evaluation_id
    having bool_or(closed_by is null)
    union all
    select 'supports', support_level_id, min(opened_by)
    from support_level where school_id = $school_id group by support_level_id
    having bool_or(closed_by is null)
    union all
    select 'supports', referral_id, min(opened_by)
    from referral where school_id = $school_id group by referral_id having bool_or(closed_by is null)
    union all
    select 'words', note_id, min(opened_by)
    from note where school_id = $school_id group by note_id having bool_or(closed_by is null)
    union all
    select 'words', meeting_id, min(opened_by)
    from meeting where school_id = $school_id group by meeting_id having bool_or(closed_by is null)
    union all
    select 'words', decision_id, min(opened_by)
    from decision where school_id = $school_id group by decision_id
    having bool_or(closed_by is null)
    union all
    select 'words', agreement_id, min(opened_by)
    from agreement where school_id = $school_id group by agreement_id
    having bool_or(closed_by is null)
    union all
    select 'pupils', pupil_id, min(opened_by)
    from pupil where school_id = $school_id group by pupil_id having bool_or(closed_by is null)
)
select
    count(*) filter (kind = 'results') as results,
    (
        select count(distinct r.result_id) from result as r
        where r.school_id = $school_id and r.closed_by is null and r.opened_by > $since
            and exists (
                select 1 from result as o where o.result_id = r.result_id and o.opened_by <= $since
            )
    ) as changed_results,
    count(*) filter (kind = 'absences') as absences,
    count(*) filter (kind = 'plans') as plans,
    count(*) filter (kind = 'supports') as supports,
    count(*) filter (kind = 'words') as words,
    count(*) filter (kind = 'pupils') as pupils
from fresh
where first_by > $since;
