-- question: How were the levels spread on each line in the same year groups a year earlier?
-- nl:       Hoe waren de niveaus per leerlijn een jaar eerder verdeeld in dezelfde jaargroepen?
-- params:   school_id bigint, learning_lines varchar[], moments varchar[], year_groups varchar[],
--           school_years varchar[], level_scales varchar[]
-- row:      one per learning line and level; the five lists belong together, one entry per line
--           and year group: the line's moment now, its school year (the one before it is asked
--           about) and the level scale of its column.  Pupils of that year group then, one result
--           each; no tests of another year group.  scales: the tests they made, with norm version.
-- order:    learning line, level from low to high
-- families: facts
with asked as (
    select
        unnest($learning_lines) as learning_line,
        unnest($moments) as moment,
        -- The moment names the year group of then: E5 is asked about for a group 6 too.
        unnest(list_transform(
            list_zip($moments, $year_groups),
            lambda p: coalesce(nullif(regexp_extract(p[1], '[1-8]$'), ''), p[2])
        )) as year_group,
        unnest(list_transform(
            $school_years,
            lambda y: concat(left(y, 4)::integer - 1, '-', left(y, 4))
        )) as school_year,
        unnest($level_scales) as level_scale
),
sat as (
    select
        r.pupil_id,
        asked.learning_line,
        asked.level_scale,
        arg_max(r.result_id, (r.part is null, r.shown_on, r.result_id)) as result_id
    from open_result as r
    join asked
        on asked.learning_line = r.learning_line
        and asked.school_year = r.school_year
        and asked.moment is not distinct from r.moment
        and (r.moment is not null or r.year_group = asked.year_group)
    where r.school_id = $school_id and r.is_taken
    group by r.pupil_id, asked.learning_line, asked.level_scale
),
of_own_year as (
    select sat.*
    from sat
    where not exists (
        select 1
        from placement as p
        join asked on asked.school_year = p.school_year and asked.learning_line = sat.learning_line
        where p.closed_by is null and p.pupil_id = sat.pupil_id and p.is_home
            and p.year_group between '1' and '8'
            and p.year_group not in (select year_group from asked)
    )
),
delivered as (
    select
        o.learning_line, o.level_scale, o.result_id,
        r.scale, r.norm_version, r.publisher, r.test_name, r.generation, r.moment, r.year_group,
        r.ability_score,
        case when r.level is not null and r.level_scale = o.level_scale then r.level
            when r.level_scale_2 = o.level_scale then r.level_2 end as level,
        r.level is null and r.level_2 is null and r.ability_score is not null as needs_norm
    from of_own_year as o
    join open_result as r on r.result_id = o.result_id
    where r.school_id = $school_id
),
-- As the view norm_level does it, for these few results only: the view would go through the whole
-- store, because these pupils are not known beforehand.
bound as (
    select
        n.*,
        max(n.score_to) over cell as cell_to,
        lead(n.score_from) over (
            partition by n.publisher, n.test, n.generation, n.norm_version, n.learning_line,
                n.moment, n.level_scale
            order by n.score_from
        ) as next_from
    from norm as n
    where n.closed_by is null and n.learning_line in (select learning_line from asked)
    window cell as (
        partition by n.publisher, n.test, n.generation, n.norm_version, n.learning_line, n.moment,
            n.level_scale
    )
),
computed as (
    select d.result_id, any_value(b.level) as level
    from delivered as d
    join bound as b
        on b.learning_line = d.learning_line and b.test = d.test_name
        and b.level_scale = d.level_scale
        and (d.publisher is null or b.publisher = d.publisher)
        and (d.generation is null or b.generation = d.generation)
        and (d.norm_version is null or b.norm_version = d.norm_version)
        and (b.moment = d.moment or (d.moment is null and b.moment[2:] = d.year_group))
        and d.ability_score >= b.score_from
        and d.ability_score < coalesce(b.next_from, b.cell_to + 1)
    where d.needs_norm
    group by d.result_id
    having count(distinct b.level) = 1
),
levelled as (
    select
        d.learning_line, d.level_scale, coalesce(d.level, c.level) as level,
        concat(d.scale, '|', d.norm_version) as scale
    from delivered as d
    left join computed as c on c.result_id = d.result_id
)
select
    l.learning_line,
    l.level_scale,
    l.level,
    any_value(reference.rank) as rank,
    count(*) as pupils,
    list_sort(list(distinct l.scale)) as scales
from levelled as l
left join level_scale as reference on reference.scale = l.level_scale and reference.level = l.level
where l.level is not null
group by l.learning_line, l.level_scale, l.level
order by l.learning_line, rank nulls last, l.level;
