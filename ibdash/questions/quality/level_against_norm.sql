-- question: Which results have another level than the imported norm table gives their score?
-- nl:       Welke resultaten hebben een ander niveau dan de overgenomen normtabel geeft?
-- params:   school_id bigint
-- row:      one per open result and scale with a delivered level, where exactly one level of the
--           norm table fits the score; as the view norm_level does it, but over the whole school at
--           once.  V beside V- and I beside I+ are the same: the delivered scale may know neither
-- order:    newest first
-- families: facts
-- check:    Niveau anders dan in de normtabel
-- severity: let op
-- explains: De normtabel die u overnam, geeft bij deze score een ander niveau dan het bestand.
--           Het niveau uit het bestand blijft staan. Vaak is de normtabel van een andere versie.
-- sentence: {test}: het bestand zegt {level_delivered}, de normtabel geeft {level_norm} bij score
--           {score}
-- remedy:   Kijk of de normtabel dezelfde versie heeft als de toets, en neem anders de goede over
with bound as (
    select
        n.*,
        max(n.score_to) over cell as cell_to,
        lead(n.score_from) over (
            partition by n.publisher, n.test, n.generation, n.norm_version, n.learning_line,
                n.moment, n.level_scale
            order by n.score_from
        ) as next_from
    from norm as n
    where n.closed_by is null
    window cell as (
        partition by n.publisher, n.test, n.generation, n.norm_version, n.learning_line, n.moment,
            n.level_scale
    )
),
scored as (
    select r.*, t.name as test_name, t.part, t.publisher, t.generation
    from result as r
    join test as t on t.test_id = r.test_id and t.closed_by is null
    where r.closed_by is null
        and r.school_id = $school_id
        and r.ability_score is not null
        and (r.level is not null or r.level_2 is not null)
        and t.name in (select test from bound)
),
computed as (
    select s.result_id, b.level_scale, any_value(b.level) as level
    from scored as s
    join bound as b
        on b.learning_line = s.learning_line and b.test = s.test_name
        and (s.publisher is null or b.publisher = s.publisher)
        and (s.generation is null or b.generation = s.generation)
        and (s.norm_version is null or b.norm_version = s.norm_version)
        and (b.moment = s.moment or (s.moment is null and b.moment[2:] = s.year_group))
        and s.ability_score >= b.score_from
        and s.ability_score < coalesce(b.next_from, b.cell_to + 1)
    group by s.result_id, b.level_scale
    having count(distinct b.level) = 1
)
select
    s.pupil_id,
    coalesce(s.source_change, s.opened_by) as from_change,
    s.source_row,
    concat_ws(' ', s.test_name, s.part, s.moment) as test,
    case when s.level_scale = c.level_scale then s.level else s.level_2 end as level_delivered,
    c.level as level_norm,
    s.ability_score as score
from scored as s
join computed as c
    on c.result_id = s.result_id and c.level_scale in (s.level_scale, s.level_scale_2)
where rtrim(case when s.level_scale = c.level_scale then s.level else s.level_2 end, '+-')
    <> rtrim(c.level, '+-')
order by s.half_year desc, s.taken_on desc nulls last, s.result_id, c.level_scale;
