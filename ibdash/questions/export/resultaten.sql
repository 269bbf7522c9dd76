-- question: Open table `resultaten`: which results are there, with all their values?
-- nl:       Welke resultaten staan er in de open tabel resultaten?
-- params:   school_id bigint
-- row:      one per result, also one that was not taken
-- order:    school, then pupil, then learning line, then moment
-- families: facts
with
-- Of a result of which several sources speak it says the one whose words count: the one that a
-- person kept, else the first by the rule; bron_id is the key of that source.
told as (
    select
        c.result_id,
        arg_min(
            {'system': c.system, 'role': c.role, 'source_key': c.source_key},
            (c.from_change is distinct from d.from_change, c.place)
        ) as said
    from placed_claim as c
    left join result_claim as d
        on d.closed_by is null and d.role = 'person' and d.result_id = c.result_id
    where c.role <> 'person'
    group by c.result_id
),
said as (
    select
        r.result_id,
        if(t.result_id is null, r.source_key, t.said.source_key) as source_key,
        coalesce(t.said.system, r.system) as system,
        coalesce(t.said.role, r.source_role, i.role, 'table') as role
    from result as r
    left join told as t on t.result_id = r.result_id
    left join intake as i on i.change_id = coalesce(r.source_change, r.opened_by)
    where r.closed_by is null
)
select
    s.brin || coalesce(s.location, '') as brin,
    n.number as leerling_id,
    r.learning_line as leerlijn,
    t.name as toets,
    r.taken_on as afnamedatum,
    r.school_year as schooljaar,
    r.moment as moment,
    t.part as onderdeel,
    r.year_group as jaargroep,
    t.publisher as uitgever,
    t.generation as generatie,
    r.norm_version as normversie,
    r.raw_score as ruwe_score,
    r.ability_score as vaardigheidsscore,
    r.measurement_error as meetfout,
    r.level as niveau,
    r.level_scale as niveauschaal,
    r.level_2 as niveau_2,
    r.level_scale_2 as niveauschaal_2,
    r.corrected_level as gecorrigeerd_niveau,
    r.corrected_level_2 as gecorrigeerd_niveau_2,
    r.percentile as percentiel,
    r.level_value as niveauwaarde,
    r.dl as dl,
    r.dle as dle,
    r.dq as dq,
    r.functioning_level as functioneringsniveau,
    r.reference_level as referentieniveau,
    r.avi as avi,
    r.no_result_reason as reden_geen_resultaat,
    r.comment as opmerking,
    if(o.system = 'ibdash', null, o.system) as bron_systeem,
    if(o.system = 'ibdash', null, o.role) as bron_rol,
    o.source_key as bron_id
from result as r
join said as o on o.result_id = r.result_id
join test as t on t.test_id = r.test_id and t.closed_by is null
join pupil_number as n on n.pupil_id = r.pupil_id
join school as s on s.school_id = r.school_id and s.closed_by is null
where r.closed_by is null and ($school_id is null or r.school_id = $school_id)
order by r.school_id, r.pupil_id, r.learning_line, r.half_year, r.taken_on, r.result_id;
