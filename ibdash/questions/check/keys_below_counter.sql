-- question: Is every key below the counter, so that it is never given twice?
-- nl:       Is elke sleutel kleiner dan de teller, zodat geen sleutel twee keer wordt gegeven?
-- row:      one broken fact
-- families: facts, care
with used as (
    select max(school_id) as key from "school"
    union all
    select max(pupil_id) as key from "pupil"
    union all
    select max(pupil_match_id) as key from "pupil_match"
    union all
    select max(pupil_join_id) as key from "pupil_join"
    union all
    select max(pupil_join_fact_id) as key from "pupil_join_fact"
    union all
    select max(group_id) as key from "group"
    union all
    select max(placement_id) as key from "placement"
    union all
    select max(staff_id) as key from "staff"
    union all
    select max(staff_group_id) as key from "staff_group"
    union all
    select max(test_id) as key from "test"
    union all
    select max(norm_id) as key from "norm"
    union all
    select max(result_id) as key from "result"
    union all
    select max(result_claim_id) as key from result_claim
    union all
    select max(plan_id) as key from "plan"
    union all
    select max(evaluation_id) as key from "evaluation"
    union all
    select max(support_level_id) as key from "support_level"
    union all
    select max(transfer_id) as key from "transfer"
    union all
    select max(career_year_id) as key from "career_year"
    union all
    select max(capacity_id) as key from "capacity"
    union all
    select max(declaration_id) as key from "declaration"
    union all
    select max(arrangement_id) as key from "arrangement"
    union all
    select max(diagnosis_id) as key from "diagnosis"
    union all
    select max(absence_total_id) as key from "absence_total"
    union all
    select max(school_advice_id) as key from "school_advice"
    union all
    select max(absence_id) as key from "absence"
    union all
    select max(school_calendar_id) as key from "school_calendar"
    union all
    select max(test_calendar_id) as key from "test_calendar"
    union all
    select max(referral_id) as key from "referral"
    union all
    select max(note_id) as key from "note"
    union all
    select max(agreement_id) as key from "agreement"
    union all
    select max(meeting_id) as key from "meeting"
    union all
    select max(decision_id) as key from "decision"
    union all
    select max(signal_decision_id) as key from "signal_decision"
    union all
    select max(signal_limit_id) as key from "signal_limit"
    union all
    select max(week_review_id) as key from "week_review"
    union all
    select max(signal_id) as key from "signal"
    union all
    select max(finding_approval_id) as key from "finding_approval"
    union all
    select max(profile_id) as key from "import_profile"
)
select max(key) as highest_key, max(s.next_key) as next_key
from used, store_version as s
having max(key) >= max(s.next_key)
