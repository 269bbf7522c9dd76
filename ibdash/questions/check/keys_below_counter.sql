-- question: Is every key below the counter, so that it is never given twice?
-- nl:       Is elke sleutel kleiner dan de teller, zodat geen sleutel twee keer wordt gegeven?
-- row:      one broken fact
-- families: facts, care
with used as (
    select max(school_id) as key from "school"
    union all
    select max(pupil_id) as key from "pupil"
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
    select max(plan_id) as key from "plan"
    union all
    select max(evaluation_id) as key from "evaluation"
    union all
    select max(support_level_id) as key from "support_level"
)
select max(key) as highest_key, max(s.next_key) as next_key
from used, store_version as s
having max(key) >= max(s.next_key)
