-- question: Which profiles did the school make of tables, and when was each used last?
-- nl:       Welke indelingen maakte de school van tabellen, en wanneer is elk het laatst gebruikt?
-- row:      one per open profile: profile_id, name, made_at and used_at (UTC; used_at is null where
--           no file was taken in with it), files (taken in with it, without those undone)
-- order:    name
-- families: facts, care
with used as (
    select i.profile, c.changed_at
    from intake as i
    join change as c on c.change_id = i.change_id
    where not exists (select 1 from change as u where u.undoes = i.change_id)
)
select
    p.profile_id,
    p.name,
    any_value(m.changed_at) as made_at,
    max(u.changed_at) as used_at,
    count(u.changed_at) as files
from import_profile as p
join change as m on m.change_id = p.opened_by
left join used as u on u.profile = 'eigen-' || p.profile_id
where p.closed_by is null
group by p.profile_id, p.name
order by lower(p.name), p.profile_id;
