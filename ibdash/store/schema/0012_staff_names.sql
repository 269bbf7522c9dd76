-- The name of somebody who works at the school, in its parts: a table that names people in parts is
-- made of them.
alter table staff add column call_name varchar;
alter table staff add column prefix varchar;
alter table staff add column family_name varchar;
