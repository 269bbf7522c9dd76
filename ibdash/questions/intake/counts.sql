-- question: How many rows of each kind did one intake find new, changed, the same, gone, refused?
-- nl:       Hoeveel regels per soort waren in een bestand nieuw, gewijzigd, gelijk, weg, geweigerd?
-- params:   intake_id bigint
-- row:      one per kind that the file carried
-- order:    kind
-- families: facts, care
select kind, new_rows, changed_rows, same_rows, gone_rows, refused_rows
from intake_count
where intake_id = $intake_id
order by kind;
