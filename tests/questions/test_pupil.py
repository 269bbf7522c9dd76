"""What the page Leerling asks: lines with their gaps, care, career, absence, what happened."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibdash import changes
from ibdash.questions import ask
from ibdash.store import Store
from tests import line_school
from tests.line_school import YEAR, pupil_id, result
from tests.people import IB, TODAY, taken_in

LAST = "2024-2025"
PLANS = """\
leerling_id;soort;titel;leerlijn;begindatum;einddatum;status;evaluatiedatum
1;handelingsplan;Rekenen in stapjes;rekenen;2025-02-01;2025-07-01;afgesloten;2025-07-01
1;opp;;;2025-09-01;;lopend;
"""
ABSENCE = """\
leerling_id;datum;dagdeel;uren;soort
1;2025-11-03;d;;ziek
1;2025-11-04;d;;ziek
1;2025-11-05;o;;ziek
1;2025-05-06;;1,5;te_laat
"""
REFERRALS = """\
leerling_id;soort;aangevraagd_op;instantie;stap;besluit;besluit_op
1;dyslexie;2025-10-01;Bureau;afgerond;toegekend;2025-12-01
"""


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Pupil 1 misses E5 and the others do not; pupil 2 never had spelling."""
    keys = (1, 2, 3)
    placed = [
        *((key, LAST, "5a", "5") for key in keys),
        *((key, YEAR, "6a", "6") for key in keys),
    ]
    rows = [
        *(result(key, "M5", LAST, 50 + key, niveau="II", niveauschaal="I-V") for key in keys),
        *(result(key, "E5", LAST, 60 + key, percentiel=50 + key) for key in (2, 3)),
        result(1, "E5", LAST, None, reden_geen_resultaat="ziek"),
        *(result(key, "M6", YEAR, 70 + key, percentiel=60 + key) for key in keys),
        result(1, "M6", YEAR, 200, leerlijn="spelling", toets="SP"),
    ]
    line_school.fill(store, tmp_path, placed, rows)
    for name, text in (("plannen", PLANS), ("verzuim", ABSENCE), ("verwijzingen", REFERRALS)):
        report = taken_in(store, tmp_path, f"{name}.csv", text)
        assert report.state == "applied", (name, report.title, report.text)
    return store


def asked(store: Store, name: str, key: int = 1, **values: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(
        store, f"pupil/{name}", who=IB, pupil_id=pupil_id(store, key), **values
    ).to_pylist()
    return rows


def school_id(store: Store) -> int:
    found: int = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    return found


def test_a_moment_that_others_had_is_missing_with_its_reason(school: Store) -> None:
    rows = asked(school, "lines", school_id=school_id(school))
    sums = [row for row in rows if row["learning_line"] == "rekenen"]
    assert [(row["moment"], row["score"], row["reason"]) for row in sums] == [
        ("M5", 51.0, None),
        ("E5", None, "ziek"),
        ("M6", 71.0, None),
    ]
    assert [row["own_group"] for row in sums] == ["5", "5", "6"]
    assert sums[0]["rank"] == 5, "II is the fifth of seven"
    assert sums[1]["test_id"] is None


def test_a_line_that_was_never_taken_is_not_missing(school: Store) -> None:
    rows = asked(school, "lines", 2, school_id=school_id(school))
    assert {row["learning_line"] for row in rows} == {"rekenen"}
    assert len(rows) == 3


def test_care_is_of_the_pupil_alone(school: Store) -> None:
    rows = asked(school, "care")
    assert [(row["kind"], row["from_on"], row["until_on"]) for row in rows] == [
        ("individual", date(2025, 2, 1), date(2025, 7, 1)),
        ("opp", date(2025, 9, 1), None),
    ]
    assert asked(school, "care", 2) == []


def test_absence_counts_days_parts_and_hours_by_school_year(school: Store) -> None:
    rows = asked(school, "absence")
    assert [
        (row["begins"], row["kind"], row["days"], row["half_days"], row["hours"]) for row in rows
    ] == [(2025, "ziek", 2, 1, 0.0), (2024, "te_laat", 0, 0, 1.5)]


def test_the_timeline_is_newest_first_and_keeps_what_is_confidential(school: Store) -> None:
    here = school_id(school)
    about = changes.About(here, pupil_id(school, 1))
    for text, secret in (("open", False), ("geheim", True)):
        note = changes.Note(TODAY, "observatie", text, secret)
        changes.note_added(school, about, note, today=TODAY, who=IB)
    rows = asked(school, "timeline", school_id=here, restricted=False)
    assert [row["text"] for row in rows if row["kind"] == "note"] == ["open"]
    days = [row["day"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert [(row["word"], row["n"]) for row in rows if row["kind"] == "tests"] == [
        ("M6", 2),
        ("M5", 1),
    ]
    kinds = {row["kind"] for row in rows}
    assert {"plan", "referral", "referral_decided"} <= kinds
    rows = asked(school, "timeline", school_id=here, restricted=True)
    assert {row["text"] for row in rows if row["kind"] == "note"} == {"open", "geheim"}


def test_the_career_knows_a_year_again(store: Store, tmp_path: Path) -> None:
    placed = [(1, "2023-2024", "5a", "5"), (1, LAST, "5b", "5"), (1, YEAR, "6a", "6")]
    line_school.fill(store, tmp_path, placed, [result(1, "M6", YEAR, 70)])
    rows = asked(store, "career", school_id=school_id(store))
    assert [(row["school_year"], row["group_name"], row["is_repeated"]) for row in rows] == [
        ("2023-2024", "5a", False),
        (LAST, "5b", True),
        (YEAR, "6a", False),
    ]
    assert all(row["is_here"] for row in rows)


def test_requests_and_evidence_say_what_they_are(school: Store) -> None:
    (row,) = asked(school, "requests")
    assert (row["word"], row["text"], row["decision"]) == ("dyslexie", "Bureau", "toegekend")
    with school.read() as cursor:
        ids = [
            one
            for (one,) in cursor.execute(
                "select result_id from result"
                " where closed_by is null and learning_line = 'spelling'"
            ).fetchall()
        ]
    (said,) = asked(school, "evidence", result_ids=ids, plan_ids=[])
    assert (said["line_name"], said["moment"], said["score"]) == ("Spelling", "M6", 200.0)
    assert asked(school, "evidence", 2, result_ids=ids, plan_ids=[]) == []


def test_pairs_of_score_and_percentile_are_by_score(school: Store) -> None:
    with school.read() as cursor:
        ((test_id,),) = cursor.execute(
            "select test_id from test where closed_by is null and name = 'RW'"
        ).fetchall()
    rows = ask(
        school,
        "pupil/norm_pairs",
        who=IB,
        school_id=school_id(school),
        test_id=test_id,
        moment="M6",
    ).to_pylist()
    assert [(row["score"], row["percentile"]) for row in rows] == [(71, 61), (72, 62), (73, 63)]
