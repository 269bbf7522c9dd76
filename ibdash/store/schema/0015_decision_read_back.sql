-- A decision about a result that came in with an open table: who took it, and on which day.  Null
-- where it was taken in this store itself: then the change that opened the claim says so.
alter table result_claim add column decided_by varchar;
alter table result_claim add column decided_on date;

-- A view keeps the columns that its tables had when it was made.
create or replace view weighed_claim as
select
    c.*,
    {
        'absent': not c.is_taken and c.role <> 'person',
        'rank': c.rank,
        'age': date '2100-01-01' - coalesce(i.as_of, w.changed_at::date),
        'change': -c.from_change,
        'system': c.system
    } as weight
from result_claim as c
left join change as w on w.change_id = c.from_change
left join intake as i on i.change_id = c.from_change
where c.closed_by is null;

create or replace view placed_claim as
select c.*, n.place
from result_claim as c
join (
    select result_claim_id, row_number() over (partition by result_id order by weight) as place
    from weighed_claim
) as n on n.result_claim_id = c.result_claim_id
where c.closed_by is null;

create or replace view judged_claim as
with contradicting as (
    select a.result_claim_id
    from placed_claim as a
    join placed_claim as b on b.result_id = a.result_id and b.place < a.place
    where
        b.is_taken <> a.is_taken or b.pupil_id <> a.pupil_id
        or (b.ability_score <> a.ability_score and round(b.ability_score) <> a.ability_score
            and b.ability_score <> round(a.ability_score))
        or (b.raw_score <> a.raw_score and round(b.raw_score) <> a.raw_score
            and b.raw_score <> round(a.raw_score))
        or abs(b.percentile - a.percentile) > 1
        or b.norm_version <> a.norm_version
        or b.avi <> a.avi
        or (b.level_scale = a.level_scale and b.level <> a.level)
        or (b.level_scale = a.level_scale_2 and b.level <> a.level_2)
        or (b.level_scale_2 = a.level_scale and b.level_2 <> a.level)
        or (b.level_scale_2 = a.level_scale_2 and b.level_2 <> a.level_2)
)
select
    c.*,
    c.result_claim_id in (select result_claim_id from contradicting) as differs
from placed_claim as c;
