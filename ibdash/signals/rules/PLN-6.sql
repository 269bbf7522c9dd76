-- rule:       PLN-6
-- nl:         Signaal zonder plan
-- severity:   actie
-- explains:   Voor een leerling is een signaal met de ernst actie, en sindsdien is er geen lopend plan,
--             bespreking, besluit of aanvraag. Signalen die zelf over een plan, een OPP, een TLV of een
--             afspraak gaan, tellen niet: die zeggen al wat er moet gebeuren.
-- action:     Bespreek de leerling en besluit wat er gebeurt
-- goes:       een lopend plan, een bespreking, een besluit of een aanvraag na het signaal
-- families:   facts, care
-- source:     signaalregels.csv PLN-6 (afgeleid uit de praktijk)
with urgent as (
    select f.*, coalesce(f.since, date '0001-01-01') as from_on
    from fired as f
    where f.severity = 'actie'
        and f.outcome = 'signal'
        and f.pupil_id is not null
        and split_part(f.rule, '-', 1) not in ('PLN', 'OPP', 'TLV', 'AFS')
),
answered as (
    select pupil_id, day from discussed
    union all
    select pupil_id, decided_on from decision where closed_by is null and pupil_id is not null
    union all
    select pupil_id, requested_on from referral where closed_by is null
),
unanswered as (
    select u.*
    from urgent as u
    where not exists (
            select 1 from answered as a
            where a.pupil_id = u.pupil_id and a.day between u.from_on and $today
        )
        and not exists (
            select 1 from signal_decision as d
            where d.closed_by is null and d.pupil_id = u.pupil_id and d.rule = u.rule
                and d.since is not distinct from u.since
        )
        -- A plan for another learning line does not answer a signal about this one; that of a group
        -- answers only for its own line.
        and not exists (
            select 1
            from plan_now as p
            join here as h on h.pupil_id = u.pupil_id
            where p.runs and not p.is_evaluated
                and (
                    (p.pupil_id = u.pupil_id and coalesce(p.learning_line, u.subject) = u.subject)
                    or (
                        p.pupil_id = u.pupil_id
                        and u.subject not in (select line from learning_line)
                    )
                    or (p.pupil_id is null and p.group_id = h.group_id and p.learning_line = u.subject)
                )
        )
)
select
    pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    min(since) as since,
    count(*)::double as weight,
    'Er is nog geen plan, bespreking of besluit na '
        || if(count(*) = 1, 'dit signaal: ', 'deze ' || count(*) || ' signalen: ')
        || array_to_string(list(sentence order by from_on, rule), ' ') as sentence,
    'een signaal met de ernst actie, zonder vervolg' as limit_said,
    flatten(list(coalesce(evidence, []) order by from_on, rule)) as evidence
from unanswered
group by pupil_id
