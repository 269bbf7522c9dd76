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
group by school_id, pupil_id, school_year, from_on, at_brin, at_location
having count(*) > 1
union all
select 'capacity' as fact, min(opened_by) as first_change, count(*) as open_rows
from "capacity" where closed_by is null
group by school_id, pupil_id, test_code, test, part, taken_on
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
group by school_id, pupil_id, codes, name, made_on
having count(*) > 1
union all
select 'absence_total' as fact, min(opened_by) as first_change, count(*) as open_rows
from "absence_total" where closed_by is null
group by school_id, pupil_id, until_on
having count(*) > 1
union all
select 'school_advice' as fact, min(opened_by) as first_change, count(*) as open_rows
from "school_advice" where closed_by is null
group by school_id, pupil_id, advice_kind, known_on
having count(*) > 1
union all
select 'result_claim' as fact, min(opened_by) as first_change, count(*) as open_rows
from result_claim where closed_by is null
group by result_id, system
having count(*) > 1
