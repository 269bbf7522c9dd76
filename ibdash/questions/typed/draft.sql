-- question: What did a person type at a place, and not keep yet?
-- nl:       Wat typte iemand, en bewaarde hij of zij nog niet?
-- params:   written_by varchar, place varchar
-- row:      at most one; values_json: by field; based_on: the version that was read, null of a new
--           record; written_at as it was given
-- order:    one row
-- families: audit
select values_json, based_on, written_at
from draft
where written_by = $written_by and place = $place
order by written_at desc
limit 1;
