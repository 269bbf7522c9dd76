-- question: Is every natural key open at most once?
-- nl:       Staat elk gegeven maar één keer open onder wat het herkenbaar maakt?
-- row:      one broken fact
-- families: facts, care
select 'school' as fact, min(opened_by) as first_change, count(*) as open_rows
from "school" where closed_by is null
group by brin, location
having count(*) > 1
union all
select 'pupil_alias' as fact, min(opened_by) as first_change, count(*) as open_rows
from "pupil_alias" where closed_by is null
group by school_id, system, key
having count(*) > 1
union all
select 'pupil_match' as fact, min(opened_by) as first_change, count(*) as open_rows
from "pupil_match" where closed_by is null
group by school_id, system, key, words
having count(*) > 1
union all
select 'pupil_join' as fact, min(opened_by) as first_change, count(*) as open_rows
from "pupil_join" where closed_by is null
group by joined_id
having count(*) > 1
union all
select 'pupil_join_fact' as fact, min(opened_by) as first_change, count(*) as open_rows
from "pupil_join_fact" where closed_by is null
group by pupil_join_id, fact, fact_id, system, key
having count(*) > 1
union all
select 'placement' as fact, min(opened_by) as first_change, count(*) as open_rows
from "placement" where closed_by is null
group by school_id, school_year, pupil_id, is_home, case when is_home then null else group_id end
having count(*) > 1
union all
select 'group' as fact, min(opened_by) as first_change, count(*) as open_rows
from "group" where closed_by is null
group by school_id, school_year, system, key, is_composite
having count(*) > 1
union all
select 'staff' as fact, min(opened_by) as first_change, count(*) as open_rows
from "staff" where closed_by is null
group by school_id, system, key
having count(*) > 1
union all
select 'staff_group' as fact, min(opened_by) as first_change, count(*) as open_rows
from "staff_group" where closed_by is null
group by school_id, school_year, staff_id, group_id, role
having count(*) > 1
union all
select 'test' as fact, min(opened_by) as first_change, count(*) as open_rows
from "test" where closed_by is null
group by learning_line, publisher, name, generation, part
having count(*) > 1
union all
select 'norm' as fact, min(opened_by) as first_change, count(*) as open_rows
from "norm" where closed_by is null
group by publisher, test, generation, norm_version, learning_line, moment, level_scale, level
having count(*) > 1
union all
select 'result' as fact, min(opened_by) as first_change, count(*) as open_rows
from "result" where closed_by is null
group by school_id, system, source_key, case when source_key is null then hash(pupil_id, test_id, school_year, moment, taken_on) end
having count(*) > 1
union all
select 'plan' as fact, min(opened_by) as first_change, count(*) as open_rows
from "plan" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, plan_kind, learning_line, starts_on, title) end
having count(*) > 1
union all
select 'evaluation' as fact, min(opened_by) as first_change, count(*) as open_rows
from "evaluation" where closed_by is null
group by plan_id, source_key, case when source_key is null then evaluated_on end
having count(*) > 1
union all
select 'support_level' as fact, min(opened_by) as first_change, count(*) as open_rows
from "support_level" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, level, from_on) end
having count(*) > 1
union all
select 'transfer' as fact, min(opened_by) as first_change, count(*) as open_rows
from "transfer" where closed_by is null
group by school_id, pupil_id, from_brin, from_location, made_on
having count(*) > 1
union all
select 'career_year' as fact, min(opened_by) as first_change, count(*) as open_rows
from "career_year" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, school_year, from_on, at_brin, at_location) end
having count(*) > 1
union all
select 'capacity' as fact, min(opened_by) as first_change, count(*) as open_rows
from "capacity" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, test_code, test, part, taken_on) end
having count(*) > 1
union all
select 'declaration' as fact, min(opened_by) as first_change, count(*) as open_rows
from "declaration" where closed_by is null
group by school_id, pupil_id, declaration_kind, number, from_on
having count(*) > 1
union all
select 'arrangement' as fact, min(opened_by) as first_change, count(*) as open_rows
from "arrangement" where closed_by is null
group by school_id, pupil_id, arrangement_kind, number, from_on, at_brin, at_location, description
having count(*) > 1
union all
select 'diagnosis' as fact, min(opened_by) as first_change, count(*) as open_rows
from "diagnosis" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, codes, name, made_on) end
having count(*) > 1
union all
select 'absence_total' as fact, min(opened_by) as first_change, count(*) as open_rows
from "absence_total" where closed_by is null
group by school_id, pupil_id, until_on
having count(*) > 1
union all
select 'school_advice' as fact, min(opened_by) as first_change, count(*) as open_rows
from "school_advice" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, advice_kind, known_on, school_year) end
having count(*) > 1
union all
select 'absence' as fact, min(opened_by) as first_change, count(*) as open_rows
from "absence" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, absent_on, day_part, absence_kind) end
having count(*) > 1
union all
select 'school_calendar' as fact, min(opened_by) as first_change, count(*) as open_rows
from "school_calendar" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(calendar_kind, from_on, year_group) end
having count(*) > 1
union all
select 'test_calendar' as fact, min(opened_by) as first_change, count(*) as open_rows
from "test_calendar" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(year_group, moment, learning_line, test) end
having count(*) > 1
union all
select 'referral' as fact, min(opened_by) as first_change, count(*) as open_rows
from "referral" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, referral_kind, requested_on) end
having count(*) > 1
union all
select 'note' as fact, min(opened_by) as first_change, count(*) as open_rows
from "note" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, noted_on, note_kind, text) end
having count(*) > 1
union all
select 'agreement' as fact, min(opened_by) as first_change, count(*) as open_rows
from "agreement" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, what, due_on) end
having count(*) > 1
union all
select 'meeting' as fact, min(opened_by) as first_change, count(*) as open_rows
from "meeting" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, held_on, meeting_kind, text) end
having count(*) > 1
union all
select 'decision' as fact, min(opened_by) as first_change, count(*) as open_rows
from "decision" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, decided_on, what) end
having count(*) > 1
union all
select 'signal_decision' as fact, min(opened_by) as first_change, count(*) as open_rows
from "signal_decision" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(pupil_id, group_id, rule, subject, since) end
having count(*) > 1
union all
select 'signal_limit' as fact, min(opened_by) as first_change, count(*) as open_rows
from "signal_limit" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(rule, name) end
having count(*) > 1
union all
select 'week_review' as fact, min(opened_by) as first_change, count(*) as open_rows
from "week_review" where closed_by is null
group by school_id, source_key, case when source_key is null then hash(reviewed_on) end
having count(*) > 1
union all
select 'result_claim' as fact, min(opened_by) as first_change, count(*) as open_rows
from result_claim where closed_by is null
group by result_id, system
having count(*) > 1
union all
select 'finding_approval' as fact, min(opened_by) as first_change, count(*) as open_rows
from "finding_approval" where closed_by is null
group by school_id, pupil_id, check_name, mark
having count(*) > 1
union all
select 'import_profile' as fact, min(opened_by) as first_change, count(*) as open_rows
from import_profile where closed_by is null
group by shape
having count(*) > 1
