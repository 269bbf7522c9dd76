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
-- A quantile of a sorted list at position p(n + 1), interpolated: Hyndman and Fan's type 6.
create or replace temp macro quantile_6(z, p) as
    z[floor(p * (len(z) + 1))::integer]
    + (p * (len(z) + 1) - floor(p * (len(z) + 1)))
        * (z[floor(p * (len(z) + 1))::integer + 1] - z[floor(p * (len(z) + 1))::integer]);
-- The smallest number of n pupils below a line that 1 in 10 fall below, that chance alone gives in
-- at most 2,5 of 100 groups (methods.md 4.3).
create or replace temp macro chance_of_at_least(k, n) as
    list_sum(list_transform(
        range(k, n + 1),
        lambda i: exp(
            lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * ln(0.1) + (n - i) * ln(0.9)
        )
    ));
create or replace temp macro group_limit(n) as
    list_filter(range(0, n + 2), lambda k: coalesce(chance_of_at_least(k, n), 0) <= 0.025)[1];
create or replace temp macro whole_number(x) as round(x)::bigint;
create or replace temp macro line_name(code) as
    coalesce((select w.name from learning_line as w where w.line = code), code);
create or replace temp macro shown_level(level) as replace(level, '-', '−');
-- A row of moments: all of a few, of more the first and the last.
create or replace temp macro moments_said(moments) as
    if(len(moments) <= 4, enumerated(moments), moments[1] || ' tot en met ' || moments[-1]);
