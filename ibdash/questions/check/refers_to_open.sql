-- question: Does every fact refer to facts that are open?
-- nl:       Verwijst elk gegeven naar gegevens die nog open staan?
-- row:      one broken fact
-- families: facts, care
select 'pupil' as fact, 'school_id' as refers_by, count(*) as broken
from "pupil" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'pupil_alias' as fact, 'pupil_id' as refers_by, count(*) as broken
from "pupil_alias" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'pupil_alias' as fact, 'school_id' as refers_by, count(*) as broken
from "pupil_alias" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'group' as fact, 'school_id' as refers_by, count(*) as broken
from "group" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'pupil_match' as fact, 'pupil_id' as refers_by, count(*) as broken
from "pupil_match" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'placement' as fact, 'pupil_id' as refers_by, count(*) as broken
from "placement" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'placement' as fact, 'group_id' as refers_by, count(*) as broken
from "placement" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'placement' as fact, 'school_id' as refers_by, count(*) as broken
from "placement" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'staff' as fact, 'school_id' as refers_by, count(*) as broken
from "staff" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'staff_group' as fact, 'staff_id' as refers_by, count(*) as broken
from "staff_group" as f
where f.closed_by is null and f.staff_id is not null
    and not exists (
        select 1 from "staff" as o where o.staff_id = f.staff_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'staff_group' as fact, 'group_id' as refers_by, count(*) as broken
from "staff_group" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result' as fact, 'pupil_id' as refers_by, count(*) as broken
from "result" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result' as fact, 'test_id' as refers_by, count(*) as broken
from "result" as f
where f.closed_by is null and f.test_id is not null
    and not exists (
        select 1 from "test" as o where o.test_id = f.test_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result' as fact, 'school_id' as refers_by, count(*) as broken
from "result" as f
where f.closed_by is null and f.school_id is not null
    and not exists (
        select 1 from "school" as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'plan' as fact, 'pupil_id' as refers_by, count(*) as broken
from "plan" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'plan' as fact, 'group_id' as refers_by, count(*) as broken
from "plan" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'evaluation' as fact, 'plan_id' as refers_by, count(*) as broken
from "evaluation" as f
where f.closed_by is null and f.plan_id is not null
    and not exists (
        select 1 from "plan" as o where o.plan_id = f.plan_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'support_level' as fact, 'pupil_id' as refers_by, count(*) as broken
from "support_level" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'transfer' as fact, 'pupil_id' as refers_by, count(*) as broken
from "transfer" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'career_year' as fact, 'pupil_id' as refers_by, count(*) as broken
from "career_year" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'capacity' as fact, 'pupil_id' as refers_by, count(*) as broken
from "capacity" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'declaration' as fact, 'pupil_id' as refers_by, count(*) as broken
from "declaration" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'arrangement' as fact, 'pupil_id' as refers_by, count(*) as broken
from "arrangement" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'diagnosis' as fact, 'pupil_id' as refers_by, count(*) as broken
from "diagnosis" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'absence_total' as fact, 'pupil_id' as refers_by, count(*) as broken
from "absence_total" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'school_advice' as fact, 'pupil_id' as refers_by, count(*) as broken
from "school_advice" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'absence' as fact, 'pupil_id' as refers_by, count(*) as broken
from "absence" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'referral' as fact, 'pupil_id' as refers_by, count(*) as broken
from "referral" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'note' as fact, 'pupil_id' as refers_by, count(*) as broken
from "note" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'note' as fact, 'group_id' as refers_by, count(*) as broken
from "note" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'agreement' as fact, 'pupil_id' as refers_by, count(*) as broken
from "agreement" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'agreement' as fact, 'group_id' as refers_by, count(*) as broken
from "agreement" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'meeting' as fact, 'pupil_id' as refers_by, count(*) as broken
from "meeting" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'meeting' as fact, 'group_id' as refers_by, count(*) as broken
from "meeting" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'decision' as fact, 'pupil_id' as refers_by, count(*) as broken
from "decision" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'decision' as fact, 'group_id' as refers_by, count(*) as broken
from "decision" as f
where f.closed_by is null and f.group_id is not null
    and not exists (
        select 1 from "group" as o where o.group_id = f.group_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'signal_decision' as fact, 'pupil_id' as refers_by, count(*) as broken
from "signal_decision" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result_claim' as fact, 'result_id' as refers_by, count(*) as broken
from result_claim as f
where f.closed_by is null
    and not exists (
        select 1 from result as o where o.result_id = f.result_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result_claim' as fact, 'test_id' as refers_by, count(*) as broken
from result_claim as f
where f.closed_by is null
    and not exists (
        select 1 from test as o where o.test_id = f.test_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result_claim' as fact, 'pupil_id' as refers_by, count(*) as broken
from result_claim as f
where f.closed_by is null
    and not exists (
        select 1 from pupil as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'result_claim' as fact, 'school_id' as refers_by, count(*) as broken
from result_claim as f
where f.closed_by is null
    and not exists (
        select 1 from school as o where o.school_id = f.school_id and o.closed_by is null
    )
having count(*) > 0
union all
select 'finding_approval' as fact, 'pupil_id' as refers_by, count(*) as broken
from "finding_approval" as f
where f.closed_by is null and f.pupil_id is not null
    and not exists (
        select 1 from "pupil" as o where o.pupil_id = f.pupil_id and o.closed_by is null
    )
having count(*) > 0
