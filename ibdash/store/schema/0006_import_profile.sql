-- What a school said once of a table that ibdash did not know.  shape: a hash of its column names;
-- an open profile is the only one of its shape.  toml: the profile (sources/profile.py).
create table import_profile (
    profile_id bigint, name varchar, shape varchar, toml varchar,
    source_row integer, opened_by bigint, closed_by bigint, source_change bigint
);
