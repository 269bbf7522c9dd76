-- question: Open table `indelingen`: what did the school say once of tables that ibdash did not know?
-- nl:       Welke eigen indelingen staan er in de open tabel indelingen?
-- row:      one per line of the file of each layout, that of the command `profiles --export`; the
--           same for every school
-- order:    name, line
-- families: facts
select
    p.name as naam,
    n.number::double as regelnummer,
    string_split(p.toml, chr(10))[n.number] as tekst
from import_profile as p,
    (select unnest(range(1, len(string_split(p.toml, chr(10))) + 1)) as number) as n
where p.closed_by is null
    and trim(string_split(p.toml, chr(10))[n.number]) <> ''
order by lower(p.name), p.profile_id, n.number;
