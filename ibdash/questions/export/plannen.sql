-- question: Open table `plannen`: which plans of pupils and groups are there?
-- nl:       Welke plannen staan er in de open tabel plannen?
-- params:   school_id bigint
-- row:      one per plan of a pupil or group
-- order:    school, then start, then plan
-- families: care
select
    p.source_key as plan_id,
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    g.name as groep,
    p.plan_kind as soort,
    p.title as titel,
    p.learning_line as leerlijn,
    p.goal as doel,
    p.approach as aanpak,
    p.help_kind as soort_hulp,
    p.minutes_per_week as minuten_per_week,
    p.carried_out_by as uitvoerder,
    p.starts_on as begindatum,
    p.evaluate_on as evaluatiedatum,
    p.ends_on as einddatum,
    p.status as status,
    p.follow_up as vervolg,
    p.outflow_destination as uitstroombestemming,
    p.hindering_factors as belemmerende_factoren,
    p.helping_factors as bevorderende_factoren,
    p.reasoning as onderbouwing,
    p.established_on as vastgesteld_op,
    p.parents_agreed_on as ouders_akkoord_op,
    p.pupil_heard_on as leerling_gehoord_op,
    p.signed_on as ondertekend_op,
    p.source_key as bron_id
from plan as p
join school as s on s.school_id = p.school_id and s.closed_by is null
left join pupil_number as n on n.pupil_id = p.pupil_id
left join "group" as g on g.group_id = p.group_id and g.closed_by is null
where p.closed_by is null and ($school_id is null or p.school_id = $school_id)
order by p.school_id, p.starts_on, p.plan_id;
