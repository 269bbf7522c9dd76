-- Which source wins, where two of them say something about the same fact.

-- role: what kind of source the file is (publisher, pupil_system, table, former_school).  source:
-- who says it; system, where that is not the numbering of the pupil keys alone.
alter table intake add column role varchar;
alter table intake add column source varchar;
update intake set
    role = case
        when format like 'UWLR-resultaten%' or system = 'doorstroomtoets' then 'publisher'
        when system in ('edexml', 'esis') then 'pupil_system'
        when system = 'oso' or system like 'oso %' then 'former_school'
        else 'table'
    end,
    source = case when format like 'UWLR-resultaten%' then 'uwlr uwlr' else system end;
-- The keys of a test system begin with its name.
update intake set source = 'uwlr ' || maker.name
from (
    select opened_by, any_value(regexp_replace(source_key, ' [^ ]*$', '')) as name
    from result where source_key is not null group by opened_by
) as maker
where maker.opened_by = intake.change_id and intake.format like 'UWLR-resultaten%';

-- system: the source that said it first, of whose numbering source_key is.
alter table result add column system varchar;
update result set system = coalesce(intake.source, 'ibdash')
from change left join intake on intake.change_id = change.change_id
where change.change_id = coalesce(result.source_change, result.opened_by);

-- What each source says of a result, once a second one speaks of it; `result` holds what follows
-- from these.  role person: a decision, with the words of the source that was chosen.  rank: place
-- of the role in the rule that held, 1 wins.  from_change: the change whose file says it, with the
-- row there in source_row.
create table result_claim (
    result_claim_id bigint, result_id bigint, school_id bigint, system varchar, role varchar,
    source_key varchar, rank integer, from_change bigint,
    pupil_id bigint, test_id bigint, learning_line varchar, school_year varchar, moment varchar,
    half_year integer, taken_on date, norm_version varchar, year_group varchar, raw_score double,
    ability_score double, measurement_error double, level_scale varchar, level varchar,
    corrected_level varchar, level_scale_2 varchar, level_2 varchar, corrected_level_2 varchar,
    percentile double, level_value double, dl double, dle double, dq double,
    functioning_level varchar, reference_level varchar, avi varchar, no_result_reason varchar,
    comment varchar, is_taken boolean,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- The open claims; the least weight wins: a decision and a result before a result that was not
-- taken, then the rule, then the newest.
create view weighed_claim as
select
    c.*,
    {
        'absent': not c.is_taken and c.role <> 'person',
        'rank': c.rank,
        'age': date '2100-01-01' - coalesce(i.as_of, w.changed_at::date),
        'change': -c.from_change,
        'system': c.system
    } as weight
from result_claim as c
left join change as w on w.change_id = c.from_change
left join intake as i on i.change_id = c.from_change
where c.closed_by is null;

-- place 1 wins.  Numbered narrow and joined: a window over all columns takes twice as long.
create view placed_claim as
select c.*, n.place
from result_claim as c
join (
    select result_claim_id, row_number() over (partition by result_id order by weight) as place
    from weighed_claim
) as n on n.result_claim_id = c.result_claim_id
where c.closed_by is null;

-- differs: says another outcome than a claim before it, where both say one; a number and the same
-- number rounded are the same.  Such a claim completes nothing of the outcome.
create view judged_claim as
with contradicting as (
    select a.result_claim_id
    from placed_claim as a
    join placed_claim as b on b.result_id = a.result_id and b.place < a.place
    where
        b.is_taken <> a.is_taken or b.pupil_id <> a.pupil_id
        or (b.ability_score <> a.ability_score and round(b.ability_score) <> a.ability_score
            and b.ability_score <> round(a.ability_score))
        or (b.raw_score <> a.raw_score and round(b.raw_score) <> a.raw_score
            and b.raw_score <> round(a.raw_score))
        or abs(b.percentile - a.percentile) > 1
        or b.norm_version <> a.norm_version
        or b.avi <> a.avi
        or (b.level_scale = a.level_scale and b.level <> a.level)
        or (b.level_scale = a.level_scale_2 and b.level <> a.level_2)
        or (b.level_scale_2 = a.level_scale and b.level_2 <> a.level)
        or (b.level_scale_2 = a.level_scale_2 and b.level_2 <> a.level_2)
)
select
    c.*,
    c.result_claim_id in (select result_claim_id from contradicting) as differs
from placed_claim as c;

-- What follows from the claims, a row per result: each value from the first claim that has one.  A
-- level, its scale and its corrected level are one value.
create view claimed_result as
with judged as materialized (
    select * from judged_claim
),
outcome as (
    select * from judged where not differs
),
level_of as (
    select result_id, 2 * place as nth, level_scale as scale, level, corrected_level as corrected
    from outcome where level_scale is not null and coalesce(level, corrected_level) is not null
    union all
    select result_id, 2 * place + 1, level_scale_2, level_2, corrected_level_2
    from outcome where level_scale_2 is not null and coalesce(level_2, corrected_level_2) is not null
),
best_level as (
    select result_id, scale, arg_min({'level': level, 'corrected': corrected}, nth) as said
    from level_of group by result_id, scale
),
first_scale as (
    select
        t.result_id, t.level_scale_2,
        coalesce(t.level_scale, arg_min(l.scale, l.nth)
            filter (l.scale is distinct from t.level_scale_2)) as scale
    from outcome as t left join level_of as l on l.result_id = t.result_id
    where t.place = 1
    group by t.result_id, t.level_scale, t.level_scale_2
),
both_scales as (
    select
        f.result_id, f.scale,
        coalesce(f.level_scale_2, arg_min(l.scale, l.nth) filter (l.scale <> f.scale)) as scale_2
    from first_scale as f left join level_of as l on l.result_id = f.result_id
    group by f.result_id, f.scale, f.level_scale_2
),
said as (
    select
        result_id,
        arg_min(school_id, place) as school_id,
        count(*) as claims,
        arg_min(pupil_id, place) as pupil_id,
        arg_min(test_id, place) as test_id,
        arg_min(learning_line, place) as learning_line,
        arg_min(school_year, place) as school_year,
        arg_min(moment, place) as moment,
        arg_min(taken_on, place) as taken_on,
        arg_min(year_group, place) as year_group,
        arg_min(raw_score, place) filter (not differs) as raw_score,
        arg_min(ability_score, place) filter (not differs) as ability_score,
        arg_min(measurement_error, place) filter (not differs) as measurement_error,
        arg_min(percentile, place) filter (not differs) as percentile,
        arg_min(level_value, place) filter (not differs) as level_value,
        arg_min(dl, place) filter (not differs) as dl,
        arg_min(dle, place) filter (not differs) as dle,
        arg_min(dq, place) filter (not differs) as dq,
        arg_min(functioning_level, place) filter (not differs) as functioning_level,
        arg_min(reference_level, place) filter (not differs) as reference_level,
        arg_min(avi, place) filter (not differs) as avi,
        arg_min(norm_version, place) filter (not differs) as norm_version,
        arg_min(comment, place) filter (not differs) as comment,
        arg_min(no_result_reason, place) filter (place = 1) as no_result_reason,
        arg_min(is_taken, place) as is_taken
    from judged group by result_id
)
select
    s.*,
    2 * left(s.school_year, 4)::integer + case
        when s.moment is not null then (s.moment[1] = 'E')::integer
        when s.taken_on is not null then (month(s.taken_on) between 4 and 7)::integer
        else 1
    end as half_year,
    b.scale as level_scale, one.said.level as level, one.said.corrected as corrected_level,
    b.scale_2 as level_scale_2, two.said.level as level_2, two.said.corrected as corrected_level_2
from said as s
join both_scales as b on b.result_id = s.result_id
left join best_level as one on one.result_id = s.result_id and one.scale = b.scale
left join best_level as two on two.result_id = s.result_id and two.scale = b.scale_2;

-- A view keeps the columns that its tables had when it was made.
create or replace view open_result as
select
    r.*, t.publisher, t.name as test_name, t.generation, t.part,
    r.learning_line || '|' || coalesce(t.publisher, '') || '|' || t.name || '|'
        || coalesce(t.generation, '') || '|' || coalesce(t.part, '') as scale,
    coalesce(
        r.taken_on,
        case r.moment[1]
            when 'M' then make_date(left(r.school_year, 4)::integer + 1, 1, 31)
            when 'E' then make_date(left(r.school_year, 4)::integer + 1, 6, 7)
            when 'B' then make_date(left(r.school_year, 4)::integer, 10, 1)
            else make_date(left(r.school_year, 4)::integer + 1, 6, 1)
        end
    ) as shown_on
from result as r
join test as t on t.test_id = r.test_id and t.closed_by is null
where r.closed_by is null;
