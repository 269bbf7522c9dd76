-- question: Which referrals, declarations and advice are known of a pupil?
-- nl:       Welke verwijzingen, verklaringen en adviezen zijn er van een leerling?
-- params:   pupil_id bigint
-- row:      one per referral, declaration (a TLV or a decision on lwoo) or advice; step and turn_of: of
--           a referral.  from_on: the day of asking, or the first on which it holds or was known
-- order:    newest first
-- families: care
select
    'referral' as kind, r.referral_kind as word, coalesce(r.institution, r.question) as text, r.step,
    r.turn_of, r.decision, r.requested_on as from_on, r.valid_until as until_on
from referral as r
where r.closed_by is null and r.pupil_id = $pupil_id
union all
select
    'declaration', d.declaration_kind, d.category, null, null, null, d.from_on, d.until_on
from declaration as d
where d.closed_by is null and d.pupil_id = $pupil_id
union all
select 'advice', a.advice_kind, a.advice, null, null, null, a.known_on, null
from school_advice as a
where a.closed_by is null and a.pupil_id = $pupil_id
order by from_on desc nulls last, kind, word;
