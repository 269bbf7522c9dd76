-- rule:       LWO-1
-- nl:         Leerachterstand als bij lwoo
-- severity:   aandacht
-- explains:   De leerachterstand (1 − DLE/DL) is 25% of meer op twee of meer van de vier domeinen
--             technisch lezen, begrijpend lezen, spelling en rekenen, waarvan minstens één begrijpend
--             lezen of rekenen, en op minstens één daarvan minder dan 50%. Dit geldt vanaf M7 (45 maanden
--             onderwijs). De criteria verschillen per regio.
-- limits:     backlog double = 0.25 fixed Leerachterstand vanaf; backlog_until double = 0.5 fixed
--             Leerachterstand tot; from_months integer = 45 fixed Maanden onderwijs vanaf
-- action:     Bespreek de uitstroom en kijk naar de criteria van uw regio
-- goes:       een leerachterstand onder 25% op genoeg domeinen
-- families:   facts
-- source:     signaalregels.csv LWO-1; criteria lwoo en pro, samenwerkingsverbandvo.nl (S31) en
--             bovohaaglanden.nl (S32)
with known as (
    select
        pupil_id,
        max(dl) as months,
        max(shown_on) as newest_day,
        count(*) as n,
        count(*) filter (dle <= (1 - $backlog) * dl) as behind,
        coalesce(bool_or(is_core) filter (dle <= (1 - $backlog) * dl), false) as behind_core,
        count(*) filter (dle <= (1 - $backlog) * dl and dle > (1 - $backlog_until) * dl) as within,
        coalesce(
            bool_or(is_core) filter (dle <= (1 - $backlog) * dl and dle > (1 - $backlog_until) * dl), false
        ) as within_core,
        count(*) filter (dle <= (1 - $backlog_until) * dl) as beyond,
        coalesce(bool_or(is_core) filter (dle <= (1 - $backlog_until) * dl), false) as beyond_core,
        list(backlog_said(line_name, dle, dl) order by dle / dl, line_name)
            filter (dle <= (1 - $backlog) * dl) as parts,
        as_results(list(mark) filter (dle <= (1 - $backlog) * dl)) as evidence
    from backlog_domain
    group by pupil_id
),
lowest as (
    -- At the lowest level, and without a DLE that says by how much.
    select
        r.pupil_id,
        count(*) as n,
        bool_or(r.learning_line in ('rekenen', 'begrijpend lezen')) as is_core,
        list(lower(r.line_name) order by r.line_name) as lines,
        max(r.newest_day) as newest_day,
        -- Of a pupil without any DLE the moment says it: 45 months at M7.
        max(10 * (r.newest_moment[2]::integer - 3) + if(r.newest_moment[1] = 'E', 10, 5)) as months,
        flatten(list(r.evidence order by r.line_name)) as evidence
    from trait_run as r
    where r.trait = 'lowest_level' and r.run > 0
        and r.learning_line in ('rekenen', 'begrijpend lezen', 'spelling', 'woordlezen')
        and not exists (
            select 1 from backlog_domain as d
            where d.pupil_id = r.pupil_id and d.domain = r.learning_line
        )
    group by r.pupil_id
)
select
    k.pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(k.newest_day, $today) as since,
    k.behind::double as weight,
    'De leerachterstand is: ' || enumerated(k.parts) || '.' as sentence,
    'een leerachterstand van ' || dutch_number(100 * $backlog) || '% tot ' || dutch_number(100 * $backlog_until)
        || '% op twee van vier domeinen, met begrijpend lezen of rekenen' as limit_said,
    k.evidence
from known as k
where k.months >= $from_months
    and (
        (k.within >= 2 and k.within_core)
        or (
            -- One domain is behind further than this and another is not: more than enough for lwoo,
            -- and not enough for praktijkonderwijs.
            k.behind >= 2 and k.behind_core and k.within >= 1 and not (k.beyond >= 2 and k.beyond_core)
        )
    )
union all
select
    w.pupil_id,
    null,
    '',
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    'Er is geen DLE bij ' || enumerated(w.lines) || ', waar het niveau het laagste is: hoe groot de'
        || ' leerachterstand is, is niet te zeggen.',
    'een leerachterstand van ' || dutch_number(100 * $backlog) || '% tot ' || dutch_number(100 * $backlog_until)
        || '% op twee van vier domeinen, met begrijpend lezen of rekenen',
    w.evidence
from lowest as w
left join known as k using (pupil_id)
where coalesce(k.months, w.months) >= $from_months
    and coalesce(k.behind, 0) < 2
    and coalesce(k.behind, 0) + w.n >= 2
    and (coalesce(k.behind_core, false) or w.is_core)
