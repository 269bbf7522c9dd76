-- question: Is there exactly one row that counts versions, not behind its changes?
-- nl:       Is er precies één regel die de versies telt, en loopt die niet achter?
-- row:      one broken fact
-- families: facts, care, audit
select count(*) as version_rows, max(version) as version
from store_version
having count(*) <> 1
    or max(version) < (select coalesce(max(change_id), 0) from change)
