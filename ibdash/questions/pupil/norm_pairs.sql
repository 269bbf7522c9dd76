-- question: Which percentile did the publisher give with which score at a moment?
-- nl:       Welk percentiel gaf de uitgever bij welke score op een moment?
-- params:   school_id bigint, test_id bigint, moment varchar
-- row:      one per score, with the middle percentile, of the newest norm version in which the school's
--           pupils had this test at this moment
-- order:    score
-- families: facts
with given as (
    select ability_score as score, percentile, norm_version, half_year
    from result
    where closed_by is null and school_id = $school_id and test_id = $test_id and moment = $moment
        and ability_score is not null and percentile is not null
),
newest as (
    select norm_version from given order by half_year desc, norm_version desc nulls last limit 1
)
select g.score, quantile_disc(g.percentile, 0.5) as percentile
from given as g
join newest as n on n.norm_version is not distinct from g.norm_version
group by g.score
order by g.score;
