-- question: Which file did each change take in?
-- nl:       Welk bestand bracht elke wijziging?
-- row:      one per change that took a file in, with its name and the day it came in
-- order:    oldest first
-- families: facts, care
select i.change_id, i.file_name, c.changed_at::date as taken_in_on
from intake as i
join change as c on c.change_id = i.change_id
order by i.change_id;
