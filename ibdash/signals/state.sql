-- The state of each row of `fired`, by what was decided about it: new, seen, discussed, plan_made,
-- no_action or muted; new again where it grew worse since, and where the muting has ended.
-- decided_by, decided_on, reason, until_on: of that decision.
select
    f.*,
    case
        when d.decision is null then 'new'
        when d.decision = 'gedempt' and coalesce(d.until_on, $today) < $today then 'new'
        when d.decision = 'gedempt' then 'muted'
        when d.decision = 'besproken' then 'discussed'
        when d.decision = 'plan' then 'plan_made'
        when d.decision = 'geen_actie' then 'no_action'
        when d.decision = 'gezien' then 'seen'
        else 'discussed'
    end as state,
    d.decision,
    d.reason,
    d.until_on,
    d.decided_by,
    d.decided_on,
    d.signal_decision_id,
    d.opened_by as decision_version
from fired as f
left join (
    select *
    from signal_decision
    where closed_by is null and school_id in (select school_id from asked_school)
    qualify row_number() over (
        partition by pupil_id, group_id, rule, subject, since
        order by coalesce(decided_on, date '0001-01-01') desc, signal_decision_id desc
    ) = 1
) as d
    on d.rule = f.rule
    and d.pupil_id is not distinct from f.pupil_id
    and d.group_id is not distinct from f.group_id
    and coalesce(d.subject, f.subject) = f.subject
    and d.since is not distinct from f.since
    and coalesce(d.weight, f.weight) >= f.weight
order by
    list_position(['actie', 'zorg', 'aandacht', 'kans'], f.severity),
    f.since,
    f.rule, f.pupil_id, f.group_id, f.subject
