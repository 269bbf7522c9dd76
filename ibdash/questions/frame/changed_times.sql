-- question: When did anything change, and how many files came in then?
-- nl:       Wanneer veranderde er iets, en hoeveel bestanden kwamen er toen in?
-- row:      one per quarter of an hour (UTC, its begin) with a change; files: taken in during it.  A
--           quarter lies within one day in every time zone.
-- order:    newest first
-- families: facts, care, signals, audit
select
    time_bucket(interval 15 minutes, changed_at) as changed_at,
    count(*) filter (kind = 'intake') as files
from change
group by all
order by changed_at desc;
