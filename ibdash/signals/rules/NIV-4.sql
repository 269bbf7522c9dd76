-- rule:       NIV-4
-- nl:         Daling
-- severity:   aandacht
-- explains:   De score is lager dan op het vorige hoofdmoment, verder dan de meetfout van de twee
--             scores samen verklaart. De meetfout is die van de uitgever, anders een bovengrens uit de
--             eigen resultaten van de school.
-- limits:     factor double = 1.64485 fixed Keer de meetfout
-- action:     Kijk met de leerkracht wat er speelt, en of de afname goed verliep
-- goes:       een score op een later hoofdmoment die niet lager is
-- under:      GRP-1
-- families:   facts
-- source:     methods.md 4.2; signaalregels.csv NIV-4
with last_step as (
    select
        j.*,
        sqrt(
            coalesce(j.error_1, b.error_bound) ** 2 + coalesce(j.error, b.error_bound) ** 2
        ) as error_of_step,
        j.error_1 is null or j.error is null as is_bound
    from judged as j
    left join error_bound as b on b.scale = j.scale and b.half_year = j.half_year
    where j.place = 1 and j.half_year >= j.half_year_now - 1 and j.score < j.x1
)
select
    s.pupil_id,
    null::bigint as group_id,
    s.learning_line as subject,
    if(s.error_of_step is null, 'too_little', 'signal') as outcome,
    null::varchar as severity,
    s.shown_on as since,
    1::double as weight,
    line_name(s.learning_line) || ': van ' || dutch_number(s.x1) || ' bij ' || s.from_moment
        || ' naar ' || dutch_number(s.score) || ' bij ' || s.moment
        || if(
            s.error_of_step is null,
            '; of dat meer is dan de meetfout is niet te zeggen, er zijn te weinig gegevens.',
            '; dat is meer dan de meetfout.'
        ) as sentence,
    case
        when s.error_of_step is null then 'geen meetfout bekend'
        else 'meer dan ' || dutch_number(ceil($factor * s.error_of_step)) || ' punten lager'
            || if(
                s.is_bound,
                ' (meetfout geschat uit de resultaten van deze school)',
                ' (meetfout van de uitgever)'
            )
    end as limit_said,
    [
        {'fact': 'result', 'id': s.result_1, 'day': s.shown_1},
        {'fact': 'result', 'id': s.result_id, 'day': s.shown_on}
    ] as evidence
from last_step as s
where s.error_of_step is null or s.score - s.x1 < -$factor * s.error_of_step
