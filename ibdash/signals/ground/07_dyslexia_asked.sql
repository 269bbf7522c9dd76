-- dyslexia_asked: pupils for whom a request about dyslexia runs, or was made since word reading was
-- in the lowest tenth for the first time of this row.  An older one that was decided counts no more:
-- a school may ask again (S23c).
create or replace temp table dyslexia_asked as
select distinct r.pupil_id
from referral as r
left join trait_run as w
    on w.pupil_id = r.pupil_id and w.learning_line = 'woordlezen' and w.trait = 'lowest_tenth'
where r.closed_by is null and r.school_id in (select school_id from asked_school) and r.referral_kind = 'dyslexie'
    and (r.decided_on is null or r.requested_on >= coalesce(w.days[1], r.requested_on));
