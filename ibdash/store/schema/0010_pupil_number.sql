-- The key by which our own open tables name a pupil: unique within the school, and found again by
-- the intake.  A key of the open tables themselves; else one that no other pupil of the school has
-- in any system, of the system whose words the pupil has; else the public key.
create view pupil_number as
with known as (
    select a.school_id, a.pupil_id, a.system, a.key,
        min(a.pupil_id) over same_key = max(a.pupil_id) over same_key as is_unique
    from pupil_alias as a
    where a.closed_by is null and a.system <> 'eck' and not suffix(a.system, ' tijdelijk')
        and not starts_with(a.key, '#')
    window same_key as (partition by a.school_id, a.key)
)
select
    p.school_id, p.pupil_id,
    coalesce(
        min_by(k.key, (k.system <> 'open', k.system <> p.system, k.system, k.key)),
        any_value(p.public_key)
    ) as number
from pupil as p
left join known as k
    on k.pupil_id = p.pupil_id and k.school_id = p.school_id
    and (k.is_unique or k.system = 'open')
where p.closed_by is null
group by p.school_id, p.pupil_id;
