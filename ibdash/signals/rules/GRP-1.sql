-- rule:       GRP-1
-- nl:         Groep onder verwachting
-- severity:   aandacht
-- explains:   Meer leerlingen van een groep scoren onder hun bereik dan toeval verklaart. De oorzaak is
--             dan eerder de toets, het moment of de les dan de leerling; hun signalen staan eronder.
-- limits:     least integer = 10 fixed Leerlingen met een bereik
-- action:     Kijk eerst naar het moment en de les
-- goes:       een moment waarop niet meer leerlingen onder hun bereik scoren dan gewoon is
-- families:   facts
-- source:     methods.md 4.3; signaalregels.csv GRP-1
with newest as (
    select e.*, max(e.half_year) over (partition by e.group_id, e.learning_line) as last_half_year
    from expected as e
    where e.place = 1 and e.half_year >= e.half_year_now - 1 and e.group_id is not null
),
counted_groups as (
    select
        group_id,
        learning_line,
        count(*) as n,
        count(*) filter (score < low) as below,
        mode(moment) as moment,
        max(shown_on) as since,
        list({'fact': 'result', 'id': result_id, 'day': shown_on} order by result_id)
            filter (score < low) as evidence
    from newest
    where half_year = last_half_year
    group by group_id, learning_line
)
select
    null::bigint as pupil_id,
    group_id,
    learning_line as subject,
    'signal' as outcome,
    null::varchar as severity,
    since,
    below::double as weight,
    line_name(learning_line) || ': ' || below || ' van de ' || n || ' leerlingen scoren bij ' || moment
        || ' onder hun bereik (gewoon is 0 tot ' || (group_limit(n) - 1)
        || '); kijk eerst naar het moment en de les.' as sentence,
    group_limit(n) || ' of meer van de ' || n || ' leerlingen onder hun bereik' as limit_said,
    evidence
from counted_groups
where n >= $least and below >= group_limit(n)
