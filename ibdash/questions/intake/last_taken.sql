-- question: When was something of each kind last taken in from a file, and not undone?
-- nl:       Wanneer is er van elke soort voor het laatst iets overgenomen?
-- row:      one per kind of which a file brought something new or changed; taken_at is UTC
-- order:    kind
-- families: facts, care
select n.kind, max(c.changed_at) as taken_at
from intake_count as n
join intake as i on i.intake_id = n.intake_id
join change as c on c.change_id = i.change_id
where n.new_rows + n.changed_rows > 0
    and not exists (select 1 from change as u where u.undoes = c.change_id)
group by n.kind
order by n.kind;
