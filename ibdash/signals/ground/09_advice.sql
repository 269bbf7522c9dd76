-- advice_rank: the place of an advice for secondary education in the order of CBS: vso, pro and
-- vmbo-b 1, vmbo-k 3, vmbo-gt 5, havo 7, vwo 9, and between two of them the number between.  Null for
-- a code or a word that is not in this list.
create or replace temp macro advice_words(advice) as
    regexp_split_to_array(trim(regexp_replace(lower(advice), '[^a-z0-9]+', ' ', 'g')), ' ');
create or replace temp macro advice_places(advice) as
    list_filter(
        list_transform(
            advice_words(advice),
            lambda word: case
                when word in ('vso', 'pro', 'praktijk', 'praktijkonderwijs', 'b', 'bb', 'bl', 'bbl', 'basis',
                    'basisberoeps', 'basisberoepsgericht', 'basisberoepsgerichte') then 1
                when word in ('k', 'kb', 'kl', 'kbl', 'kader', 'kaderberoeps', 'kaderberoepsgericht',
                    'kaderberoepsgerichte') then 3
                when word in ('gt', 'g', 't', 'gl', 'tl', 'gltl', 'gemengd', 'gemengde', 'theoretisch',
                    'theoretische', 'mavo') then 5
                when word = 'havo' then 7
                when word in ('vwo', 'atheneum', 'gymnasium') then 9
            end
        ),
        lambda place: place is not null
    );
create or replace temp macro advice_rank(advice) as
    (list_min(advice_places(advice)) + list_max(advice_places(advice))) / 2;
create or replace temp macro advice_said(advice) as
    replace(replace(replace(lower(advice), '_tm_', '/'), '_', '-'), ' / ', '/');

-- advice_now: one row per pupil who is here and kind of advice (provisional, test, final) of this
-- school year: the newest.  final: the definitive advice, or one that was adjusted.
create or replace temp table advice_now as
select
    a.pupil_id,
    if(a.advice_kind in ('school', 'revised'), 'final', a.advice_kind) as kind,
    a.school_advice_id,
    a.advice,
    advice_rank(a.advice) as place,
    advice_said(a.advice) as said,
    a.known_on,
    a.reasoning
from school_advice as a
where a.closed_by is null and a.school_id in (select school_id from asked_school)
    and a.pupil_id in (select pupil_id from here)
    and a.advice_kind in ('provisional', 'test', 'school', 'revised')
    and a.advice is not null
    and coalesce(a.known_on, $today) <= $today
    and coalesce(a.school_year, school_year_of(a.known_on)) = school_year_of($today)
qualify row_number() over (
    partition by a.pupil_id, kind
    order by a.known_on desc nulls last, a.advice_kind = 'school', a.school_advice_id desc
) = 1;
