-- question: Is every fact open at most once under its key?
-- nl:       Staat elk gegeven maar één keer open onder zijn sleutel?
-- row:      one broken fact
-- families: facts, care
select 'school' as fact, school_id as key, count(*) as open_versions
from "school" where closed_by is null group by school_id having count(*) > 1
union all
select 'pupil' as fact, pupil_id as key, count(*) as open_versions
from "pupil" where closed_by is null group by pupil_id having count(*) > 1
union all
select 'pupil_match' as fact, pupil_match_id as key, count(*) as open_versions
from "pupil_match" where closed_by is null group by pupil_match_id having count(*) > 1
union all
select 'pupil_join' as fact, pupil_join_id as key, count(*) as open_versions
from "pupil_join" where closed_by is null group by pupil_join_id having count(*) > 1
union all
select 'pupil_join_fact' as fact, pupil_join_fact_id as key, count(*) as open_versions
from "pupil_join_fact" where closed_by is null group by pupil_join_fact_id having count(*) > 1
union all
select 'group' as fact, group_id as key, count(*) as open_versions
from "group" where closed_by is null group by group_id having count(*) > 1
union all
select 'placement' as fact, placement_id as key, count(*) as open_versions
from "placement" where closed_by is null group by placement_id having count(*) > 1
union all
select 'staff' as fact, staff_id as key, count(*) as open_versions
from "staff" where closed_by is null group by staff_id having count(*) > 1
union all
select 'staff_group' as fact, staff_group_id as key, count(*) as open_versions
from "staff_group" where closed_by is null group by staff_group_id having count(*) > 1
union all
select 'test' as fact, test_id as key, count(*) as open_versions
from "test" where closed_by is null group by test_id having count(*) > 1
union all
select 'norm' as fact, norm_id as key, count(*) as open_versions
from "norm" where closed_by is null group by norm_id having count(*) > 1
union all
select 'result' as fact, result_id as key, count(*) as open_versions
from "result" where closed_by is null group by result_id having count(*) > 1
union all
select 'plan' as fact, plan_id as key, count(*) as open_versions
from "plan" where closed_by is null group by plan_id having count(*) > 1
union all
select 'evaluation' as fact, evaluation_id as key, count(*) as open_versions
from "evaluation" where closed_by is null group by evaluation_id having count(*) > 1
union all
select 'support_level' as fact, support_level_id as key, count(*) as open_versions
from "support_level" where closed_by is null group by support_level_id having count(*) > 1
union all
select 'transfer' as fact, transfer_id as key, count(*) as open_versions
from "transfer" where closed_by is null group by transfer_id having count(*) > 1
union all
select 'career_year' as fact, career_year_id as key, count(*) as open_versions
from "career_year" where closed_by is null group by career_year_id having count(*) > 1
union all
select 'capacity' as fact, capacity_id as key, count(*) as open_versions
from "capacity" where closed_by is null group by capacity_id having count(*) > 1
union all
select 'declaration' as fact, declaration_id as key, count(*) as open_versions
from "declaration" where closed_by is null group by declaration_id having count(*) > 1
union all
select 'arrangement' as fact, arrangement_id as key, count(*) as open_versions
from "arrangement" where closed_by is null group by arrangement_id having count(*) > 1
union all
select 'diagnosis' as fact, diagnosis_id as key, count(*) as open_versions
from "diagnosis" where closed_by is null group by diagnosis_id having count(*) > 1
union all
select 'absence_total' as fact, absence_total_id as key, count(*) as open_versions
from "absence_total" where closed_by is null group by absence_total_id having count(*) > 1
union all
select 'school_advice' as fact, school_advice_id as key, count(*) as open_versions
from "school_advice" where closed_by is null group by school_advice_id having count(*) > 1
union all
select 'absence' as fact, absence_id as key, count(*) as open_versions
from "absence" where closed_by is null group by absence_id having count(*) > 1
union all
select 'school_calendar' as fact, school_calendar_id as key, count(*) as open_versions
from "school_calendar" where closed_by is null group by school_calendar_id having count(*) > 1
union all
select 'test_calendar' as fact, test_calendar_id as key, count(*) as open_versions
from "test_calendar" where closed_by is null group by test_calendar_id having count(*) > 1
union all
select 'referral' as fact, referral_id as key, count(*) as open_versions
from "referral" where closed_by is null group by referral_id having count(*) > 1
union all
select 'note' as fact, note_id as key, count(*) as open_versions
from "note" where closed_by is null group by note_id having count(*) > 1
union all
select 'agreement' as fact, agreement_id as key, count(*) as open_versions
from "agreement" where closed_by is null group by agreement_id having count(*) > 1
union all
select 'meeting' as fact, meeting_id as key, count(*) as open_versions
from "meeting" where closed_by is null group by meeting_id having count(*) > 1
union all
select 'decision' as fact, decision_id as key, count(*) as open_versions
from "decision" where closed_by is null group by decision_id having count(*) > 1
union all
select 'signal_decision' as fact, signal_decision_id as key, count(*) as open_versions
from "signal_decision" where closed_by is null group by signal_decision_id having count(*) > 1
union all
select 'signal_limit' as fact, signal_limit_id as key, count(*) as open_versions
from "signal_limit" where closed_by is null group by signal_limit_id having count(*) > 1
union all
select 'week_review' as fact, week_review_id as key, count(*) as open_versions
from "week_review" where closed_by is null group by week_review_id having count(*) > 1
union all
select 'finding_approval' as fact, finding_approval_id as key, count(*) as open_versions
from "finding_approval" where closed_by is null group by finding_approval_id having count(*) > 1
union all
select 'import_profile' as fact, profile_id as key, count(*) as open_versions
from "import_profile" where closed_by is null group by profile_id having count(*) > 1
union all
select 'result_claim' as fact, result_claim_id as key, count(*) as open_versions
from result_claim where closed_by is null group by result_claim_id having count(*) > 1
