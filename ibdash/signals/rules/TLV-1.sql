-- rule:       TLV-1
-- nl:         TLV loopt af
-- severity:   actie
-- explains:   Een toelaatbaarheidsverklaring (TLV) loopt binnen een half jaar af, of is net afgelopen,
--             en er is geen verlenging en geen besluit.
-- limits:     days integer = 180 Dagen voor de einddatum
-- action:     Bespreek met ouders en samenwerkingsverband of de TLV wordt verlengd
-- goes:       een TLV met een latere einddatum, of een besluit daarover
-- families:   care
-- source:     signaalregels.csv TLV-1 (afgeleid); een TLV duurt ten minste een schooljaar (S38)
with held as (
    select
        'declaration' as fact, declaration_id as id, pupil_id, until_on
    from declaration
    where closed_by is null and school_id in (select school_id from asked_school) and declaration_kind = 'tlv'
    union all
    select 'referral', referral_id, pupil_id, valid_until
    from referral
    where closed_by is null and school_id in (select school_id from asked_school) and referral_kind in ('tlv_sbo', 'tlv_so')
        and (valid_until is not null or valid_from is not null)
),
newest as (
    -- One without a last day stands for itself only where no other says more.
    select
        pupil_id,
        max(until_on) as until_on,
        arg_max(fact, (until_on is not null, until_on)) as fact,
        arg_max(id, (until_on is not null, until_on)) as id
    from held
    where pupil_id in (select pupil_id from here)
    group by pupil_id
),
asked as (
    select pupil_id, max(requested_on) as asked_on, arg_max(referral_id, requested_on) as asked_id
    from referral
    where closed_by is null
        and requested_on <= $today
        and referral_kind in ('tlv_sbo', 'tlv_so')
        and decided_on is null
        and valid_until is null
        and valid_from is null
    group by pupil_id
),
decided as (
    select pupil_id, decided_on
    from referral
    where closed_by is null and referral_kind in ('tlv_sbo', 'tlv_so') and valid_until is null
    union all
    select pupil_id, decided_on
    from decision
    where closed_by is null and (what ilike '%tlv%' or what ilike '%toelaatbaarheid%')
)
select
    n.pupil_id,
    null::bigint as group_id,
    '' as subject,
    if(n.until_on is null, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    n.until_on - $days as since,
    coalesce(n.until_on < $today, false)::integer::double as weight,
    case
        when n.until_on is null then 'Van de TLV is de einddatum niet bekend.'
        else 'De TLV ' || if(n.until_on < $today, 'is afgelopen op ', 'loopt af op ')
            || dutch_day(n.until_on)
            || if(
                a.asked_on > n.until_on - $days - 1,
                '. Een nieuwe is gevraagd op ' || dutch_day(a.asked_on) || ', en er is nog geen besluit.',
                ', en er is geen verlenging of besluit.'
            )
    end as sentence,
    if(n.until_on is null, 'de einddatum', 'binnen ' || counted($days, 'dag', 'dagen') || ' voor de einddatum')
        as limit_said,
    list_concat(
        [{'fact': n.fact, 'id': n.id, 'day': n.until_on}],
        if(
            a.asked_on > n.until_on - $days - 1,
            [{'fact': 'referral', 'id': a.asked_id, 'day': a.asked_on}],
            []
        )
    ) as evidence
from newest as n
left join asked as a on a.pupil_id = n.pupil_id
where (n.until_on is null or $today between n.until_on - $days and n.until_on + $days)
    and not exists (
        select 1 from decided as d
        where d.pupil_id = n.pupil_id and d.decided_on between n.until_on - $days and $today
    )
