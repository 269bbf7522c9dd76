"""The yearly scores of ../shared/data/schools against the facts in its README, in the store."""

from pathlib import Path

import duckdb
import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared

MATHS = """
    select r.year_group, count(*), round(avg(r.ability_score), 3)
    from open_result as r join school as s using (school_id)
    where r.learning_line = 'rekenen' and r.school_year = '2024-2025' and s.brin = ?
        and r.ability_score is not null
    group by all order by all
"""
GROWTH = """
    with step as (
        select r.ability_score
            - lag(r.ability_score) over (partition by r.pupil_id order by r.school_year) as growth,
            lag(r.school_year) over (partition by r.pupil_id order by r.school_year) as before,
            r.school_year
        from open_result as r join school as s using (school_id)
        where r.learning_line = 'rekenen' and s.brin = ? and r.ability_score is not null
    )
    select count(*), round(avg(growth), 2), count(*) filter (growth < 0)
    from step where school_year = '2024-2025' and before = '2023-2024'
"""


@pytest.mark.parametrize(
    ("school", "pupils", "support", "maths", "growth"),
    [
        (
            "3232",
            116,
            23,
            [("5", 46, 445.304), ("6", 37, 512.865), ("7", 32, 472.531)],
            (59, 22.22, 25),
        ),
        ("7411", 97, 16, [486.083, 493.625, 510.25], (49, 36.33, 9)),
    ],
)
def test_a_real_school_of_yearly_scores(
    store: Store,
    tmp_path: Path,
    school: str,
    pupils: int,
    support: int,
    maths: list[object],
    growth: tuple[object, ...],
) -> None:
    file = shared_file("data", "schools", f"school_{school}_scores.csv")
    report = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert (report.state, report.school, report.total("refused")) == ("applied", school, 0)
    with store.read() as cursor:
        placed = cursor.execute(
            "select count(distinct pupil_id) from placement where school_year = '2024-2025'"
        ).fetchone()
        iep = cursor.execute(
            "select count(*) from support_level where level = 'IEP' and from_on = '2024-08-01'"
            " and until_on = '2025-07-31'"
        ).fetchone()
        means = cursor.execute(MATHS, [school]).fetchall()
        grown = cursor.execute(GROWTH, [school]).fetchone()
    assert (placed, iep) == ((pupils,), (support,))
    shown = [row[2] for row in means]
    wanted = [row[2] if isinstance(row, tuple) else row for row in maths]
    assert shown == pytest.approx(wanted, abs=0.006)
    if isinstance(maths[0], tuple):
        assert [row[:2] for row in means] == [row[:2] for row in maths]
    assert grown == pytest.approx(growth, abs=0.006)
    again = taken_in(store, tmp_path, file.name, file.read_bytes())
    assert again.state == "unchanged"


def test_a_level_computed_from_an_imported_norm_table_is_the_delivered_one(
    store: Store, tmp_path: Path
) -> None:
    parquet = shared_file("data", "schools", "sgpData_LONG_zonder8881.parquet")
    scores = shared_file("data", "schools", "school_3232_scores.csv")
    with duckdb.connect() as connection:
        cuts = connection.execute(
            "with scored as (select CONTENT_AREA as area, GRADE::integer as grade,"
            " ACHIEVEMENT_LEVEL as level, SCALE_SCORE as score from read_parquet(?)"
            " where ACHIEVEMENT_LEVEL <> 'No Score' and GRADE::integer between 3 and 6"
            " and CONTENT_AREA in ('MATHEMATICS', 'READING'))"
            " select area, grade, level, min(score), (select max(score) from scored as most"
            " where most.area = scored.area and most.grade = scored.grade)"
            " from scored group by area, grade, level order by area, grade, min(score)",
            [str(parquet)],
        ).fetchall()
    maths_4 = [int(cut[3]) for cut in cuts if cut[:2] == ("MATHEMATICS", 4)]
    assert maths_4 == [180, 383, 455, 538]
    taken_in(store, tmp_path, scores.name, scores.read_bytes())
    with store.read() as cursor:
        tests = dict(
            cursor.execute(
                "select learning_line, struct_pack(publisher, name, generation) from test"
            ).fetchall()
        )
    lines = [
        "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;"
        "score_tot_en_met"
    ]
    for number, (area, grade, level, least, most) in enumerate(cuts):
        line = {"MATHEMATICS": "rekenen", "READING": "begrijpend lezen"}[area]
        following = cuts[number + 1] if number + 1 < len(cuts) else None
        until = following[3] - 1 if following and following[:2] == (area, grade) else most
        test = tests[line]
        lines.append(
            f"{test['publisher'] or 'SGP'};{test['name']};{test['generation'] or '1'};2025;{line};"
            f"E{grade + 2};SGP;{level};{least};{until}"
        )
    report = taken_in(store, tmp_path, "normtabellen.csv", "\n".join(lines) + "\n")
    assert (report.counts["norm"].new, report.counts["norm"].refused) == (len(cuts), 0)
    with store.read() as cursor:
        compared = cursor.execute(
            "select count(*), count(*) filter (n.level_code <> r.level) from result as r"
            " join norm_level as n using (result_id) where r.level is not null"
        ).fetchone()
        scored = cursor.execute(
            "select count(*) from result where ability_score is not null"
        ).fetchone()
    assert compared == (scored[0] if scored else 0, 0)
