-- question: Which forms about a pupil or group hold words that were not kept yet, and whose are they?
-- nl:       Welke teksten zijn nog niet bewaard, en van wie?
-- params:   about varchar
-- row:      one per person and place; about: how the places of one pupil or group begin
-- order:    newest first
-- families: audit
select written_by, place, max(written_at) as written_at
from draft
where starts_with(place, $about)
group by written_by, place
order by max(written_at) desc, place;
