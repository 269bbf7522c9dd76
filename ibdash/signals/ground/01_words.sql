-- Dutch words for sentences in SQL, as the screens write them.
create or replace temp macro dutch_day(d) as
    day(d) || ' ' || ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'][month(d)]
    || ' ' || year(d);
create or replace temp macro counted(n, one, many) as n || ' ' || if(n = 1, one, many);
create or replace temp macro enumerated(texts) as
    if(
        len(texts) < 2,
        array_to_string(texts, ''),
        array_to_string(texts[:-2], ', ') || ' en ' || texts[-1]
    );
create or replace temp macro dutch_number(x) as
    replace(if(x = round(x), round(x)::bigint::varchar, round(x, 1)::varchar), '.', ',');
create or replace temp macro school_year_of(d) as
    (year(d) - (month(d) < 8)::integer) || '-' || (year(d) + 1 - (month(d) < 8)::integer);
create or replace temp macro shown_level(level) as replace(level, '-', '−');
