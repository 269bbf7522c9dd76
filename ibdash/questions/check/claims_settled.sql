-- question: Does every result of several sources hold what follows from what they say?
-- nl:       Staat bij elk resultaat van meer bronnen wat uit hun woorden volgt?
-- row:      one result that does not, or of which one source alone has a claim and nobody decided
-- families: facts
with sources as (
    -- A decision that came with an open table stands beside the one source of that table.
    select result_id, count(*) as sources
    from result_claim where closed_by is null group by result_id
)
select r.result_id, s.sources
from claimed_result as v
join sources as s on s.result_id = v.result_id
join result as r on r.result_id = v.result_id and r.closed_by is null
where s.sources < 2
    or (r.pupil_id, r.test_id, r.learning_line, r.school_year, r.moment, r.half_year, r.taken_on,
        r.norm_version, r.year_group, r.raw_score, r.ability_score, r.measurement_error,
        r.level_scale, r.level, r.corrected_level, r.level_scale_2, r.level_2,
        r.corrected_level_2, r.percentile, r.level_value, r.dl, r.dle, r.dq,
        r.functioning_level, r.reference_level, r.avi, r.no_result_reason, r.comment, r.is_taken)
    is distinct from
        (v.pupil_id, v.test_id, v.learning_line, v.school_year, v.moment, v.half_year, v.taken_on,
        v.norm_version, v.year_group, v.raw_score, v.ability_score, v.measurement_error,
        v.level_scale, v.level, v.corrected_level, v.level_scale_2, v.level_2,
        v.corrected_level_2, v.percentile, v.level_value, v.dl, v.dle, v.dq,
        v.functioning_level, v.reference_level, v.avi, v.no_result_reason, v.comment, v.is_taken)
