-- question: What happened with a pupil, day by day: tests, talks, plans, meetings, decisions?
-- nl:       Wat gebeurde er rond een leerling: toetsen, gesprekken, plannen, besprekingen, besluiten?
-- params:   school_id bigint, pupil_id bigint, restricted boolean
-- row:      one per thing on its day; kind: tests (word: the moment, n: how many results), note,
--           meeting, decision, agreement, agreement_done, plan (word: its kind), evaluation (word: the
--           goal reached), support, arrangement, declaration, referral, referral_decided, advice,
--           signal (word: what was decided, title: the rule).  A confidential note or meeting only
--           with `restricted`.  Plans of the pupil's groups are left out
-- order:    newest first, then kind
-- families: facts, care
with plan_of as (
    select * from plan
    where closed_by is null and pupil_id = $pupil_id and plan_kind in ('individual', 'opp')
),
happened as (
    -- A moment's tests are taken over a few weeks: they stand at the last of them.
    select
        max(coalesce(
            r.taken_on,
            make_date(
                left(r.school_year, 4)::integer + (coalesce(r.moment[1], 'E') <> 'B')::integer,
                case r.moment[1] when 'M' then 1 when 'B' then 10 else 6 end, 1
            )
        )) as day,
        'tests' as kind, coalesce(r.moment, r.year_group) as word, null::varchar as title,
        null::varchar as text, count(*) as n
    from result as r
    where r.closed_by is null and r.school_id = $school_id and r.pupil_id = $pupil_id and r.is_taken
    group by r.school_year, coalesce(r.moment, r.year_group)
    union all
    select noted_on, 'note', note_kind, null, text, 1 from note
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
        and ($restricted or not coalesce(is_confidential, false))
    union all
    select held_on, 'meeting', meeting_kind, null, text, 1 from meeting
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
        and ($restricted or not coalesce(is_confidential, false))
    union all
    select decided_on, 'decision', null, what, reason, 1 from decision
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
    union all
    select done_on, 'agreement_done', null, what, done_by, 1 from agreement
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
        and done_on is not null
    union all
    select due_on, 'agreement', null, what, done_by, 1 from agreement
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
        and done_on is null
    union all
    select
        coalesce(starts_on, established_on), 'plan', plan_kind, coalesce(title, help_kind),
        evaluate_on::varchar, 1
    from plan_of
    union all
    select e.evaluated_on, 'evaluation', e.goal_reached, coalesce(p.title, p.help_kind), p.plan_kind, 1
    from evaluation as e
    join plan_of as p on p.plan_id = e.plan_id
    where e.closed_by is null
    union all
    select from_on, 'support', level, reason, null, 1 from support_level
    where closed_by is null and pupil_id = $pupil_id
    union all
    select from_on, 'arrangement', null, coalesce(description, arrangement_kind), null, 1
    from arrangement
    where closed_by is null and pupil_id = $pupil_id
    union all
    select from_on, 'declaration', declaration_kind, category, until_on::varchar, 1 from declaration
    where closed_by is null and pupil_id = $pupil_id
    union all
    select requested_on, 'referral', referral_kind, institution, question, 1 from referral
    where closed_by is null and pupil_id = $pupil_id
    union all
    select decided_on, 'referral_decided', referral_kind, decision, null, 1 from referral
    where closed_by is null and pupil_id = $pupil_id and decided_on is not null
    union all
    select known_on, 'advice', advice_kind, advice, null, 1 from school_advice
    where closed_by is null and pupil_id = $pupil_id
    union all
    select decided_on, 'signal', decision, rule, reason, 1 from signal_decision
    where closed_by is null and school_id = $school_id and pupil_id = $pupil_id
)
select *
from happened
where day is not null
order by day desc, kind, word, title;
