-- question: Which results have a level that their percentile contradicts?
-- nl:       Welke resultaten hebben een niveau dat niet bij hun percentiel past?
-- params:   school_id bigint
-- row:      one per open result and scale (I-V or A-E) with a percentile outside the band of its
--           level in the reference table level_scale (the cross table of domain README 1.1).  One
--           percent on either side is let through: publishers round.  A plain I or V fits its whole
--           fifth, as on a scale without I+ and V-
-- order:    newest first
-- families: facts
-- check:    Niveau en percentiel spreken elkaar tegen
-- severity: fout
-- explains: Bij elk niveau hoort een vast stuk van de percentielen, zoals IV bij 21 tot en met 40.
--           Een van de twee is verkeerd overgenomen, of is van een andere toets.
-- sentence: {test}: niveau {level} hoort bij percentiel {percentile_from} tot en met
--           {percentile_to}, maar er staat percentiel {percentile}
-- remedy:   Zoek de toets op in het leerlingvolgsysteem en maak de export opnieuw; klopt het ook
--           daar niet, meld het aan de leverancier
with told as (
    select
        r.result_id, r.pupil_id, r.test_id, r.moment, r.taken_on, r.half_year, r.percentile,
        coalesce(r.source_change, r.opened_by) as from_change, r.source_row,
        unnest([
            {'scale': r.level_scale, 'level': r.level},
            {'scale': r.level_scale_2, 'level': r.level_2}
        ]) as said
    from result as r
    where r.closed_by is null and r.school_id = $school_id and r.percentile is not null
)
select
    r.pupil_id,
    r.from_change,
    r.source_row,
    concat_ws(' ', t.name, t.part, r.moment) as test,
    s.level,
    s.percentile_from,
    s.percentile_to,
    r.percentile
from told as r
join level_scale as s on s.scale = r.said.scale and s.level = r.said.level
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.percentile not between s.percentile_from - 1 and s.percentile_to + 1
order by r.half_year desc, r.taken_on desc nulls last, r.result_id, s.scale;
