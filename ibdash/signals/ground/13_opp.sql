-- opp: one row per pupil who is here and has an OPP that holds on the day: neither a draft, nor closed
-- or ended.  Of several the one that was established last.
create or replace temp table opp as
select p.*, coalesce(p.established_on, p.starts_on) as made_on
from plan_now as p
where p.plan_kind = 'opp'
    and p.pupil_id is not null
    and p.runs
    and coalesce(p.established_on, $today) <= $today
qualify row_number() over (
    partition by p.pupil_id
    order by coalesce(p.established_on, p.starts_on) desc nulls last, p.plan_id desc
) = 1;
-- opp_missing(extra): one row per pupil who is here and may need an OPP that is not there: who has a
-- level of extra support on the day, or a level that does not say whether it is extra.  since: the
-- first day of the support here, at the earliest that of entry; null where it is not known.
-- extra: the lowest number that is extra support; 0: not known.  The lowest level of a school is
-- extra nowhere.
create or replace temp macro opp_missing(extra) as table (
    with sure as (
        select s.pupil_id, s.level, s.since, s.evidence, true as is_sure
        from supported(extra) as s
        where extra > 0
    ),
    unsure as (
        select
            s.pupil_id,
            arg_max(s.level, coalesce(s.from_on, date '0001-01-01')) as level,
            min(s.from_on) as since,
            list({'fact': 'support_level', 'id': s.support_level_id, 'day': s.from_on} order by s.from_on)
                as evidence,
            false as is_sure
        from support as s
        where s.is_now and (s.number is null or (extra = 0 and s.number > 1))
        group by s.pupil_id
    )
    select
        n.pupil_id,
        n.level,
        greatest(n.since, h.entered_on) as since,
        n.evidence,
        n.is_sure,
        n.is_sure or extra > 0 as is_told
    from (
        select * from sure
        union all
        select * from unsure where pupil_id not in (select pupil_id from sure)
    ) as n
    join here as h on h.pupil_id = n.pupil_id
    where n.pupil_id not in (select pupil_id from opp)
);
