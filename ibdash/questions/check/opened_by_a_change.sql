-- question: Was every version opened, and closed later, by a change that is known?
-- nl:       Is van elke versie bekend welke wijziging haar opende, en later sloot?
-- row:      one broken fact; what undo opened again must be from an earlier change.
--           Closed by the very change that opened it: hidden behind the same fact of a joined pupil
-- families: facts, care
select 'school' as fact, count(*) as broken
from "school" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'pupil' as fact, count(*) as broken
from "pupil" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'pupil_match' as fact, count(*) as broken
from "pupil_match" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'pupil_join' as fact, count(*) as broken
from "pupil_join" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'pupil_join_fact' as fact, count(*) as broken
from "pupil_join_fact" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'group' as fact, count(*) as broken
from "group" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'placement' as fact, count(*) as broken
from "placement" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'staff' as fact, count(*) as broken
from "staff" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'staff_group' as fact, count(*) as broken
from "staff_group" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'test' as fact, count(*) as broken
from "test" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'norm' as fact, count(*) as broken
from "norm" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'result' as fact, count(*) as broken
from "result" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'plan' as fact, count(*) as broken
from "plan" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'evaluation' as fact, count(*) as broken
from "evaluation" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'support_level' as fact, count(*) as broken
from "support_level" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'pupil_alias' as fact, count(*) as broken
from "pupil_alias" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'transfer' as fact, count(*) as broken
from "transfer" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'career_year' as fact, count(*) as broken
from "career_year" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'capacity' as fact, count(*) as broken
from "capacity" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'declaration' as fact, count(*) as broken
from "declaration" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'arrangement' as fact, count(*) as broken
from "arrangement" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'diagnosis' as fact, count(*) as broken
from "diagnosis" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'absence_total' as fact, count(*) as broken
from "absence_total" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'school_advice' as fact, count(*) as broken
from "school_advice" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by < f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'absence' as fact, count(*) as broken
from "absence" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'school_calendar' as fact, count(*) as broken
from "school_calendar" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'test_calendar' as fact, count(*) as broken
from "test_calendar" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'referral' as fact, count(*) as broken
from "referral" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'note' as fact, count(*) as broken
from "note" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'agreement' as fact, count(*) as broken
from "agreement" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'meeting' as fact, count(*) as broken
from "meeting" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'decision' as fact, count(*) as broken
from "decision" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'signal_decision' as fact, count(*) as broken
from "signal_decision" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'signal_limit' as fact, count(*) as broken
from "signal_limit" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'week_review' as fact, count(*) as broken
from "week_review" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'finding_approval' as fact, count(*) as broken
from "finding_approval" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'import_profile' as fact, count(*) as broken
from "import_profile" as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
union all
select 'result_claim' as fact, count(*) as broken
from result_claim as f
where not exists (select 1 from change as c where c.change_id = f.opened_by)
    or not exists (select 1 from change as c where c.change_id = f.from_change)
    or (f.closed_by is not null and not exists (
        select 1 from change as c where c.change_id = f.closed_by))
    or f.closed_by <= f.opened_by
    or f.source_change >= f.opened_by
having count(*) > 0
