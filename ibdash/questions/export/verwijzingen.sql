-- question: Open table `verwijzingen`: which referrals and requests are there?
-- nl:       Welke verwijzingen staan er in de open tabel verwijzingen?
-- params:   school_id bigint
-- row:      one per referral
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    r.referral_kind as soort,
    r.institution as instantie,
    r.question as vraag,
    r.requested_on as aangevraagd_op,
    r.step as stap,
    r.turn_of as aan_zet,
    r.decision as besluit,
    r.decided_on as besluit_op,
    r.valid_from as geldig_vanaf,
    r.valid_until as geldig_tot,
    r.source_key as bron_id
from referral as r
join pupil_number as n on n.pupil_id = r.pupil_id
join school as s on s.school_id = r.school_id and s.closed_by is null
where r.closed_by is null and ($school_id is null or r.school_id = $school_id)
order by r.school_id, r.pupil_id, r.requested_on, r.referral_id;
