-- Temporary tables that every reading begins with.

-- step: pupil_ref: the distinct pupils that rows of this file name
create or replace temp table pupil_ref (
    ref ubigint, brin varchar, location varchar, pupil_key varchar, call_name varchar,
    prefix varchar, family_name varchar, birth_date date, eck_id varchar, line integer
);

-- step: test_ref: the distinct tests that results of this file name
create or replace temp table test_ref (
    ref ubigint, learning_line varchar, publisher varchar, test varchar, generation varchar,
    part varchar, line integer
);

-- step: refusal: rows that are refused, of which kind, and why
create or replace temp table refusal (kind varchar, line integer, text varchar, remedy varchar);

-- step: notice: rows that are kept, but about which something must be said
create or replace temp table notice (
    kind varchar, line integer, severity varchar, text varchar, remedy varchar
);
