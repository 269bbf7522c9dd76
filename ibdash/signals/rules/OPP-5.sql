-- rule:       OPP-5
-- nl:         OPP overwegen
-- severity:   aandacht
-- explains:   Een leerling zonder lopend OPP komt op één of meer leerlijnen naar verwachting niet verder
--             dan eind groep 7, of het advies is praktijkonderwijs of lwoo. De verwachting rekent het
--             leerrendement (DLE/DL) door tot eind groep 8. Een regionale afspraak.
-- limits:     end_group integer = 7 Verwacht eindniveau tot en met eind groep; from_months integer = 35
--             Maanden onderwijs vanaf
-- action:     Overweeg een OPP en bespreek dat met de ouders
-- goes:       een lopend OPP, of een hoger verwacht eindniveau
-- families:   facts, care
-- source:     signaalregels.csv OPP-5; swvzout.nl, voor welke kinderen een ontwikkelingsperspectief
--             (S33c); doorrekenen naar eind groep 8: opptrap.nl (S11)
with without_opp as (
    select h.*
    from here as h
    where not exists (
        select 1 from plan_now as p
        where p.pupil_id = h.pupil_id and p.plan_kind = 'opp' and p.runs
    )
),
low_end as (
    select
        m.pupil_id,
        count(*) as n,
        max(m.shown_on) as newest_day,
        list(
            lower(m.line_name) || ' ' || dutch_number(60 * m.standing / m.dl) || ' (bij ' || m.said_at || ' '
                || dutch_number(m.standing) || ' na ' || dutch_number(m.dl) || ' maanden onderwijs)'
            order by m.standing / m.dl, m.line_name
        ) as parts,
        as_results(list(m.mark)) as evidence
    from months_now as m
    where m.dl >= $from_months and 60 * m.standing <= 10 * ($end_group - 2) * m.dl
        and m.learning_line <> 'sociaal-emotioneel'
    group by m.pupil_id
),
low_advice as (
    select
        pupil_id,
        arg_max(said, (kind = 'final', known_on)) as said,
        max(known_on) as known_on,
        list({'fact': 'school_advice', 'id': school_advice_id, 'day': known_on} order by known_on) as evidence
    from advice_now
    where kind in ('provisional', 'final')
        and list_has_any(advice_words(advice), ['pro', 'praktijk', 'praktijkonderwijs', 'lwoo'])
    group by pupil_id
),
lowest as (
    -- At the lowest level twice, and without a DLE that says where it may end.
    select
        r.pupil_id,
        list(lower(r.line_name) order by r.line_name) as lines,
        max(r.newest_day) as newest_day,
        flatten(list(r.evidence order by r.line_name)) as evidence
    from trait_run as r
    join without_opp as h on h.pupil_id = r.pupil_id
    where r.trait = 'lowest_level' and r.run >= 2 and r.learning_line <> 'sociaal-emotioneel'
        -- 35 months is M6.
        and 10 * (try_cast(h.year_group as integer) - 3)
            + greatest(0, 5 * (1 + h.half_year_now - 2 * left(h.school_year, 4)::integer)) >= $from_months
        and not exists (
            select 1 from months_now as m
            where m.pupil_id = r.pupil_id and m.learning_line = r.learning_line and m.dl is not null
        )
    group by r.pupil_id
)
select
    h.pupil_id,
    null::bigint as group_id,
    '' as subject,
    'signal' as outcome,
    null::varchar as severity,
    least(coalesce(least(e.newest_day, a.known_on), e.newest_day, a.known_on), $today) as since,
    (coalesce(e.n, 0) + (a.pupil_id is not null)::integer)::double as weight,
    concat_ws(
        ' ',
        'Het verwachte eindniveau, in maanden onderwijs, is: ' || enumerated(e.parts)
            || '. Eind groep ' || $end_group || ' is ' || 10 * ($end_group - 2) || '.',
        'Het advies is ' || a.said || '.'
    ) as sentence,
    concat_ws(
        ', ',
        if(e.pupil_id is null, null, 'een verwacht eindniveau tot en met eind groep ' || $end_group),
        if(a.pupil_id is null, null, 'verwachte uitstroom naar praktijkonderwijs of lwoo')
    ) as limit_said,
    coalesce(e.evidence, []) || coalesce(a.evidence, []) as evidence
from without_opp as h
left join low_end as e on e.pupil_id = h.pupil_id
left join low_advice as a on a.pupil_id = h.pupil_id
where e.pupil_id is not null or a.pupil_id is not null
union all
select
    w.pupil_id,
    null,
    '',
    'too_little',
    null,
    least(w.newest_day, $today),
    0,
    'Er is geen DLE of functioneringsniveau bij ' || enumerated(w.lines) || ', waar het niveau herhaald het'
        || ' laagste is: waar dit eind groep 8 uitkomt, is niet te zeggen.',
    'een verwacht eindniveau tot en met eind groep ' || $end_group,
    w.evidence
from lowest as w
where w.pupil_id not in (select pupil_id from low_end)
    and w.pupil_id not in (select pupil_id from low_advice)
