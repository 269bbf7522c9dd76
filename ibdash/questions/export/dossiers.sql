-- question: Open table `dossiers`: what did former schools deliver of pupils, per part?
-- nl:       Welke overstapdossiers staan er in de open tabel dossiers?
-- params:   school_id bigint
-- row:      one per overstapdossier
-- order:    school, then pupil
-- families: care
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    t.made_on as gemaakt_op,
    t.version as versie,
    t.transfer_kind as soort_overstap,
    t.delivery_kind as soort_levering,
    t.from_brin as van_brin,
    t.from_location as van_locatie,
    t.from_name as van_school,
    t.is_provisional as voorlopig,
    t.parents_saw as ouders_ingezien,
    t.parents_agree as ouders_akkoord,
    t.objection as bezwaar,
    t.consent as toestemming,
    t.attention as aandachtspunten,
    t.career_part as deel_schoolloopbaan,
    t.advice_part as deel_advies,
    t.support_part as deel_ondersteuning,
    t.absence_part as deel_verzuim,
    t.final_test_part as deel_eindtoets,
    t.tests_part as deel_toetsen,
    t.plans_part as deel_plannen,
    t.attachments as bijlagen,
    t.damaged_attachments as bijlagen_kapot
from transfer as t
join pupil_number as n on n.pupil_id = t.pupil_id
join school as s on s.school_id = t.school_id and s.closed_by is null
where t.closed_by is null and ($school_id is null or t.school_id = $school_id)
order by t.school_id, t.pupil_id, t.made_on, t.transfer_id;
