"""Large files of made-up pupils and results, written by DuckDB in the open table form.

`python -m ibdash.bench.result_file PUPILS RESULTS SCHOOLS PUPILS_A_SCHOOL FIRST_YEAR` writes both
files in a process of its own: the memory it takes must not count for what is measured after it.
"""

import sys
from pathlib import Path

import duckdb

from ibdash.domain import school_year

# 250 pupils with 20 results a half year over six half years: 30,000 results a school.
PUPILS_A_SCHOOL = 250
_HALF_YEARS = 6

_PUPILS = """
copy (
    select
        printf('%02dAA00', 10 + s) as brin,
        s * 100000 + p as leerling_id,
        'Kind' || p as roepnaam,
        'Familie' || (p * 7 % 211) as achternaam,
        strftime(date '{first_birth}' + (p * 5 % 2000)::integer, '%d-%m-%Y') as geboortedatum,
        '{school_year}' as schooljaar,
        (3 + p % 6) || 'A' as groep,
        3 + p % 6 as jaargroep
    from range({schools}) as a(s), range({pupils}) as b(p)
) to '{file}' (header, delimiter ';')
"""

_RESULTS = """
copy (
    with row_of as (
        select s, p, t, h, r,
            {first_year} + h // 2 as year, if(h % 2 = 0, 'M', 'E') as part,
            greatest(3, 3 + p % 6 - ({half_years} - 1 - h) // 2) as year_group
        from range({schools}) as a(s), range({pupils}) as b(p), range({half_years}) as c(h),
            range(5) as d(t), range({parts}) as e(r)
    ),
    scored as (
        select *, hash(s, p, t, h, r) % 1000 / 10.0 as percentile,
            50 + 12 * h + hash(p, t) % 40 + hash(s, p, t, h, r) % 9 as score
        from row_of
    )
    select
        printf('%02dAA00', 10 + s) as brin,
        s * 100000 + p as leerling_id,
        printf('r%d-%d-%d-%d-%d', s, p, t, h, r) as bron_id,
        ['woordlezen', 'begrijpend lezen', 'spelling', 'rekenen', 'woordenschat'][t + 1]
            as leerlijn,
        ['DMT', 'Begrijpend lezen', 'Spelling', 'Rekenen-Wiskunde', 'Woordenschat'][t + 1]
            as toets,
        if(r = 0, '', 'deel ' || r) as onderdeel,
        strftime(make_date(year + 1, if(part = 'M', 1, 6), 5 + (p % 20)::integer), '%d-%m-%Y')
            as afnamedatum,
        year || '-' || (year + 1) as schooljaar,
        part || year_group as moment,
        year_group as jaargroep,
        'Demotoets' as uitgever, '3.0' as generatie, '2024' as normversie,
        score // 2 as ruwe_score,
        replace((score + 0.5)::varchar, '.', ',') as vaardigheidsscore,
        '4,5' as meetfout,
        case when percentile <= 10 then 'V-' when percentile <= 20 then 'V'
            when percentile <= 40 then 'IV' when percentile <= 60 then 'III'
            when percentile <= 80 then 'II' when percentile <= 90 then 'I' else 'I+' end as niveau,
        'I-V' as niveauschaal,
        case when percentile <= 10 then 'E' when percentile <= 25 then 'D'
            when percentile <= 50 then 'C' when percentile <= 75 then 'B' else 'A' end as niveau_2,
        'A-E' as niveauschaal_2,
        '' as gecorrigeerd_niveau,
        replace(percentile::varchar, '.', ',') as percentiel,
        replace(round(percentile / 20, 1)::varchar, '.', ',') as niveauwaarde,
        least(60, 5 + h * 5) as dle,
        part || year_group as functioneringsniveau,
        '1F' as referentieniveau,
        '' as avi,
        '' as reden_geen_resultaat,
        if(p % 50 = 0, 'ziek geweest, ingehaald', '') as opmerking
    from scored
) to '{file}' (header, delimiter ';')
"""


def write_pupils(
    file: Path, schools: int, pupils: int = PUPILS_A_SCHOOL, first_year: int = 2023
) -> None:
    """`leerlingen` of so many schools, in the last of the three school years of the results."""
    last = first_year + _HALF_YEARS // 2 - 1
    _copy(
        _PUPILS,
        file,
        schools=schools,
        pupils=pupils,
        school_year=school_year.from_start(last),
        first_birth=f"{last - 9}-01-01",
    )


def write_results(
    file: Path,
    schools: int,
    pupils: int = PUPILS_A_SCHOOL,
    parts: int = 4,
    first_year: int = 2023,
) -> int:
    """`resultaten` with all columns, over three school years; returns the number of rows.

    parts: rows per pupil, line and half year: the test and its parts.  Four make 30,000 rows a
    school of 250 pupils, and 50 schools 1.5 million.
    """
    _copy(_RESULTS, file, schools=schools, pupils=pupils, parts=parts, first_year=first_year)
    return schools * pupils * _HALF_YEARS * 5 * parts


def _copy(sql: str, file: Path, **values: int | str) -> None:
    with duckdb.connect() as connection:
        literal = str(file).replace("'", "''")
        connection.execute(sql.format(file=literal, half_years=_HALF_YEARS, **values))


if __name__ == "__main__":
    _pupils_file, _results_file = Path(sys.argv[1]), Path(sys.argv[2])
    _schools, _pupils, _first_year = (int(text) for text in sys.argv[3:])
    write_pupils(_pupils_file, _schools, _pupils, _first_year)
    write_results(_results_file, _schools, _pupils, first_year=_first_year)
