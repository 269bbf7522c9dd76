-- question: When was a file with exactly this content taken in last?
-- nl:       Wanneer is een bestand met precies deze inhoud het laatst overgenomen?
-- params:   file_hash varchar
-- row:      the newest such intake that was not undone; none when there is none.  changed_at is UTC
-- families: facts, care
select i.file_name, c.changed_at
from intake as i
join change as c on c.change_id = i.change_id
where i.file_hash = $file_hash
    and not exists (select 1 from change as u where u.undoes = i.change_id)
order by i.intake_id desc
limit 1;
