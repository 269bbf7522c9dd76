-- question: Which was the last change before a time, and when was the first of all?
-- nl:       Wat was de laatste wijziging voor een tijdstip, en wanneer was de allereerste?
-- params:   before timestamp
-- row:      one; change_id is the highest number of a change before that time (UTC), or of all
--           where it is null, and null when there was none.  first_changed_at (UTC) is the time of
--           the first change, null in an empty store
-- families: facts, care, signals, audit
select
    max(change_id) filter ($before is null or changed_at < $before) as change_id,
    min(changed_at) as first_changed_at
from change;
