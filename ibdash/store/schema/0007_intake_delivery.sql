-- Of each file that is taken in: how many of its rows carried a value in which column.  A row that
-- is the same as what is known is not stored again, so only the intake itself can count them.
--
-- column_name: a column of the kind; for results also any_level and any_score (on whatever scale).
-- rows: all rows of the kind in the file, refused ones included.  filled: those with a value there.
create table intake_delivery (
    intake_id bigint, kind varchar, column_name varchar, rows bigint, filled bigint
);

-- A file that changed nothing is no intake, but it did come: else its source would seem to have
-- stopped.  change_id: the last change before it came.
create table intake_again (
    change_id bigint, came_at timestamp, file_name varchar, format varchar, system varchar,
    school_id bigint
);
