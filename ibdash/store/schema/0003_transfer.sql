-- What a former school delivers of a pupil: the overstapdossier (OSO).  Versions like all facts.
-- capacity and diagnosis are restricted: only a question that checks the person's right reads them.

-- <part>_part: delivered, empty, opted_out (the parents did not want it) or not_applicable.
create table transfer (
    transfer_id bigint, school_id bigint, pupil_id bigint, from_brin varchar,
    from_location varchar, made_on date, version varchar, transfer_kind varchar,
    delivery_kind varchar, from_name varchar, is_provisional boolean, parents_saw boolean,
    parents_agree varchar, objection varchar, consent varchar, attention varchar,
    career_part varchar, advice_part varchar, support_part varchar, absence_part varchar,
    final_test_part varchar, tests_part varchar, plans_part varchar, attachments integer,
    damaged_attachments integer,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table career_year (
    career_year_id bigint, school_id bigint, pupil_id bigint, school_year varchar, from_on date,
    at_brin varchar, at_location varchar, year_group varchar, group_name varchar, until_on date,
    school_kind varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- One row per test and one per part of it.
create table capacity (
    capacity_id bigint, school_id bigint, pupil_id bigint, test_code varchar, test varchar,
    part varchar, taken_on date, year_group varchar, iq double, qualification varchar,
    ability_score double, raw_score double, bound_low double, bound_high double,
    taken_by varchar, comment varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table declaration (
    declaration_id bigint, school_id bigint, pupil_id bigint, declaration_kind varchar,
    number varchar, from_on date, swv_number varchar, category varchar, until_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table arrangement (
    arrangement_id bigint, school_id bigint, pupil_id bigint, arrangement_kind varchar,
    number varchar, from_on date, at_brin varchar, at_location varchar, description varchar,
    until_on date,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table diagnosis (
    diagnosis_id bigint, school_id bigint, pupil_id bigint, codes varchar, name varchar,
    made_on date, made_by varchar, institution varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- Over the twelve months before until_on.
create table absence_total (
    absence_total_id bigint, school_id bigint, pupil_id bigint, until_on date,
    half_days_allowed integer, half_days_unallowed integer, hours_allowed integer,
    hours_unallowed integer, over_a_quarter boolean, times_unallowed integer,
    attendance_officer boolean, dropout_reported boolean,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

create table school_advice (
    school_advice_id bigint, school_id bigint, pupil_id bigint, advice_kind varchar,
    known_on date, advice varchar, profile varchar, reasoning varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);

-- A dossier gives a corrected level on both scales, and a didactic quotient.
alter table result add column corrected_level_2 varchar;
alter table result add column dq double;

create or replace view result_level as
select result_id, opened_by, closed_by, level_scale, level as level_code, false as is_corrected
from result where level is not null
union all
select result_id, opened_by, closed_by, level_scale_2, level_2, false
from result where level_2 is not null
union all
select result_id, opened_by, closed_by, level_scale, corrected_level, true
from result where corrected_level is not null
union all
select result_id, opened_by, closed_by, level_scale_2, corrected_level_2, true
from result where corrected_level_2 is not null;

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
