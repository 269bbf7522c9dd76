-- The first schema: what a school's exports carry now.
--
-- A fact table holds versions: opened_by and closed_by name a row of `change`, a closed_by of null
-- is the open version, and a fact keeps its key over its versions.  source_row is the line or row
-- in the file that opened the version (intake, by way of change).
-- No keys, checks, enums, sequences, indexes or generated columns: DuckLake has none of them;
-- `python -m ibdash check` proves what they would keep.

-- One row.  A second writer that raised it in the meantime makes the commit fail.  The four family
-- versions tell the cache of answers what has changed; next_key is the counter of all keys.
create table store_version (
    version bigint, facts bigint, care bigint, signals bigint, audit bigint, next_key bigint
);
insert into store_version values (0, 0, 0, 0, 0, 1);

-- Of this store alone, made when it is made: `name` salt holds the key of the hashes of ECK iDs.
create table store_secret (name varchar, secret varchar);

create table change (
    change_id bigint, changed_at timestamp, who varchar, kind varchar, intake_id bigint, undoes bigint
);

create table intake (
    intake_id bigint, change_id bigint, file_name varchar, file_hash varchar, format varchar,
    profile varchar, system varchar, school_id bigint, school_year varchar, as_of date
);
create table intake_count (
    intake_id bigint, kind varchar, new_rows bigint, changed_rows bigint, same_rows bigint,
    gone_rows bigint, refused_rows bigint
);
create table intake_remark (
    intake_id bigint, line integer, severity varchar, kind varchar, text varchar, remedy varchar
);

create table school (
    school_id bigint, public_key varchar, brin varchar, location varchar, name varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

-- system: whose words these are.  as_of: the day they were true; an older file does not undo them.
create table pupil (
    pupil_id bigint, school_id bigint, public_key varchar, call_name varchar, prefix varchar,
    family_name varchar, birth_date date, gender varchar, start_group_3 date,
    home_language varchar, entered_on date, left_on date, display_name varchar, sort_name varchar,
    match_name varchar, system varchar, as_of date,
    source_row integer, opened_by bigint, closed_by bigint
);

-- key is unique within (school, system).  A dummy key carries its school year and is never used to
-- recognise anybody in another; an ECK iD stands here only as a keyed hash (system 'eck').
create table pupil_alias (
    school_id bigint, system varchar, key varchar, pupil_id bigint,
    source_row integer, opened_by bigint, closed_by bigint
);

create table "group" (
    group_id bigint, school_id bigint, public_key varchar, school_year varchar, system varchar,
    key varchar, name varchar, year_group varchar, is_composite boolean,
    source_row integer, opened_by bigint, closed_by bigint
);

-- group_id is null for a pupil without a group; year_group is the pupil's own.
create table placement (
    placement_id bigint, school_id bigint, school_year varchar, pupil_id bigint, group_id bigint,
    year_group varchar, is_home boolean, from_on date, until_on date, system varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

create table staff (
    staff_id bigint, school_id bigint, system varchar, key varchar, display_name varchar,
    sort_name varchar, role varchar, role_text varchar,
    source_row integer, opened_by bigint, closed_by bigint
);
create table staff_group (
    staff_group_id bigint, school_id bigint, school_year varchar, staff_id bigint,
    group_id bigint, role varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

-- A score belongs to a scale (learning line, publisher, test, generation): one row here, per part.
create table test (
    test_id bigint, learning_line varchar, publisher varchar, name varchar, generation varchar,
    part varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

create table norm (
    norm_id bigint, publisher varchar, test varchar, generation varchar, norm_version varchar,
    learning_line varchar, moment varchar, level_scale varchar, level varchar, score_from double,
    score_to double, mean double, norm_source varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

-- half_year: 2 * first calendar year of the school year, + 1 for an E moment; without a moment by the
-- date (April-July: + 1), without both + 1.
create table result (
    result_id bigint, school_id bigint, pupil_id bigint, test_id bigint, learning_line varchar,
    source_key varchar, norm_version varchar, school_year varchar, moment varchar,
    half_year integer, taken_on date, year_group varchar, raw_score double, ability_score double,
    measurement_error double, level_scale varchar, level varchar, corrected_level varchar,
    level_scale_2 varchar, level_2 varchar, percentile double, level_value double, dl double,
    dle double, functioning_level varchar, reference_level varchar, avi varchar,
    no_result_reason varchar, comment varchar, is_taken boolean,
    source_row integer, opened_by bigint, closed_by bigint
);

create table plan (
    plan_id bigint, school_id bigint, pupil_id bigint, group_id bigint, source_key varchar,
    plan_kind varchar, title varchar, learning_line varchar, goal varchar, approach varchar,
    help_kind varchar, minutes_per_week double, carried_out_by varchar, starts_on date,
    evaluate_on date, ends_on date, status varchar, follow_up varchar,
    outflow_destination varchar, hindering_factors varchar, helping_factors varchar,
    reasoning varchar, established_on date, parents_agreed_on date, pupil_heard_on date,
    signed_on date,
    source_row integer, opened_by bigint, closed_by bigint
);
create table evaluation (
    evaluation_id bigint, school_id bigint, plan_id bigint, source_key varchar, evaluated_on date,
    with_parents boolean, with_pupil boolean, goal_reached varchar, judgement double, text varchar,
    source_row integer, opened_by bigint, closed_by bigint
);
create table support_level (
    support_level_id bigint, school_id bigint, pupil_id bigint, source_key varchar, level varchar,
    phase varchar, from_on date, until_on date, reason varchar,
    source_row integer, opened_by bigint, closed_by bigint
);

-- A result may carry a level on several scales: one row per result, scale and kind of level.
create view result_level as
select result_id, opened_by, closed_by, level_scale, level as level_code, false as is_corrected
from result where level is not null
union all
select result_id, opened_by, closed_by, level_scale_2, level_2, false
from result where level_2 is not null
union all
select result_id, opened_by, closed_by, level_scale, corrected_level, true
from result where corrected_level is not null;

-- The open results with their test.  shown_on: the date, else the middle of the moment's window
-- (15 January-15 February, 15 May-30 June, 1 September-31 October), else 1 June of the school year.
-- scale: results share an axis, a mean or a step only within one scale.
create view open_result as
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

-- The level of a score by an imported norm table, where exactly one level fits: never guessed, and
-- never instead of a delivered level.  A yearly result without a moment takes the only moment that
-- the table has for its year group.
create view norm_level as
with bound as (
    select n.*,
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
)
select
    r.pupil_id, r.result_id, b.level_scale, any_value(b.level) as level_code,
    any_value(b.norm_version) as norm_version
from result as r
join test as t on t.test_id = r.test_id and t.closed_by is null
join bound as b
    on b.learning_line = r.learning_line and b.test = t.name
    and (t.publisher is null or b.publisher = t.publisher)
    and (t.generation is null or b.generation = t.generation)
    and (r.norm_version is null or b.norm_version = r.norm_version)
    and (b.moment = r.moment or (r.moment is null and b.moment[2:] = r.year_group))
    and r.ability_score >= b.score_from
    and r.ability_score < coalesce(b.next_from, b.cell_to + 1)
where r.closed_by is null
group by r.pupil_id, r.result_id, b.level_scale
having count(distinct b.level) = 1;
