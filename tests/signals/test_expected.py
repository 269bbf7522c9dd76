"""NIV-4, NIV-5, NIV-11, NIV-12 and GRP-1: scores against what was known before their moment."""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ibdash.questions import ask
from ibdash.signals.engine import prepare
from ibdash.store import Store, open_store
from tests.line_school import YEAR, asked, fill, result
from tests.people import IB, settings_in
from tests.shared_files import shared_file
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
# Moments and school years of the careers, oldest first.
MOMENTS = (("M4", -2), ("E4", -2), ("M5", -1), ("E5", -1), ("M6", 0))
# The smallest k of 40 with P(X >= k) at most 2,5 %: P(X >= 8) = 0.0419, P(X >= 9) = 0.0155.
LIMIT_OF_40 = 9
ARITHMETIC = "rekenen;RW;Toetser;1"


def year(back: int) -> str:
    start = int(YEAR[:4]) + back
    return f"{start}-{start + 1}"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three cohorts of 40: the two older ones are the reference of the youngest, in 6a."""
    store = cohorts(tmp_path_factory.mktemp("expected"), lower_by=0)
    yield store
    store.close()


def cohorts(folder: Path, lower_by: float) -> Store:
    """lower_by: how many points the newest scores of the youngest cohort are lower."""
    store = open_store(settings_in(folder))
    draw = random.Random(20260209)  # noqa: S311
    rows, placed = [], []
    for cohort in (0, 1, 2):
        for number in range(40):
            key = 1000 * (cohort + 1) + number
            if cohort == 0:
                placed.append((key, YEAR, "6a", "6"))
            level = draw.gauss(0, 12)
            for step, (moment, back) in enumerate(MOMENTS):
                score = round(100 + 9 * step + level + draw.gauss(0, 6), 1)
                if cohort == 0 and moment == "M6":
                    score -= lower_by
                rows.append(result(key, moment, year(back - cohort), score))
            placed.append((key, year(-cohort), "6a", "6")) if cohort else None
    fill(store, folder, placed, rows)
    return store


def expected(store: Store) -> list[dict[str, object]]:
    with store.read() as cursor:
        ((school_id,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
        prepare(cursor, [school_id], TODAY)
        return cursor.execute("select * from expected order by all").to_arrow_table().to_pylist()


def test_it_is_the_range_of_the_question_about_one_pupil(school: Store) -> None:
    rows = [row for row in expected(school) if row["place"] == 1]
    assert len(rows) == 40
    for row in rows:
        found = asked(school, "pupil", pupil=1000)
        (same,) = ask(
            school,
            "line/expected_range",
            who=IB,
            school_id=found.school_id,
            test_id=found.test_id(test_name="RW"),
            pupil_ids=[row["pupil_id"]],
            moments=[row["moment"]],
            half_years=[row["half_year"]],
            before=date(2026, 1, 15),
        ).to_pylist()
        assert (row["k"], row["n"]) == (same["k"], same["n"])
        for name in ("expected", "low", "high", "signal_below"):
            assert row[name] == pytest.approx(same[name], abs=1e-4)


def test_scores_of_the_same_moment_do_not_move_a_range(school: Store, tmp_path: Path) -> None:
    """All classmates score 30 points lower at M6: the ranges of M6 and of E5 are what they were."""
    fallen = cohorts(tmp_path, lower_by=30)
    for moment in ("M6", "E5"):
        before, after = (
            [
                (row["low"], row["high"], row["n"])
                for row in expected(one)
                if row["moment"] == moment
            ]
            for one in (school, fallen)
        )
        assert len(before) == 40
        assert sorted(after) == sorted(before)
    assert len(below(fallen, "low")) > len(below(school, "low"))
    fallen.close()


def limits(path: Path) -> dict[int, int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        method, given, wanted, *_ = line.split(";")
        if method == "group_limit_below_range":
            n = json.loads(given.strip('"').replace('""', '"'))["n"]
            found[n] = json.loads(wanted.strip('"').replace('""', '"'))["limit"]
    return found


@pytest.mark.shared
def test_the_limit_of_a_group_is_that_of_the_methods(store: Store) -> None:
    found = limits(shared_file("domain", "methods_examples.csv"))
    assert found
    check_limits(store, found)


def test_the_limit_of_a_group_by_hand(store: Store) -> None:
    """Of 2 pupils both fall below with chance 0.01, one or more with 0.19; of 5, three or more:
    10 * 0.001 * 0.81 + 5 * 0.0001 * 0.9 + 0.00001 = 0.00856, two or more 0.08146.
    """
    check_limits(store, {2: 2, 5: 3})


def check_limits(store: Store, wanted: dict[int, int]) -> None:
    with store.read() as cursor:
        prepare(cursor, [0], TODAY)
        for n, limit in wanted.items():
            assert cursor.execute("select group_limit(?::integer)", [n]).fetchone() == (limit,)


def scores(store: Store, folder: Path, *rows: str) -> None:
    """rows: "1;M6;2026-01-20;146;6" - score and measurement error."""
    take(store, folder, "leerlingen", PUPILS)
    results(
        store,
        folder,
        "vaardigheidsscore;meetfout",
        [f"{row};{ARITHMETIC}" for row in rows],
    )


@pytest.mark.parametrize(
    ("now", "falls"),
    # 1.64485 * sqrt(36 + 36) = 13.957 (methods_examples, change_state).
    [(146, True), (147.1, False), (147, True), (150, False), (161, False), (180, False)],
)
def test_a_fall_is_one_beyond_the_error_of_both_scores(
    store: Store, tmp_path: Path, now: float, falls: bool
) -> None:
    scores(store, tmp_path, "1;E5;2025-06-02;161;6", f"1;M6;2026-01-20;{now};6")
    found = said(store, TODAY, "NIV-4")
    assert [row["outcome"] for row in found] == (["signal"] if falls else [])
    if falls:
        assert found[0]["sentence"] == (
            f"Rekenen: van 161 bij E5 naar {now} bij M6; dat is meer dan de meetfout."
        )
        assert found[0]["limit_said"] == "meer dan 14 punten lager (meetfout van de uitgever)"


def test_a_lower_score_without_any_error_says_that_it_does_not_know(
    store: Store, tmp_path: Path
) -> None:
    scores(store, tmp_path, "1;E5;2025-06-02;161;", "1;M6;2026-01-20;120;")
    (row,) = said(store, TODAY, "NIV-4")
    assert row["outcome"] == "too_little"
    assert "te weinig gegevens" in row["sentence"]


def test_an_unchanged_score_under_a_new_norm_version_is_no_fall(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;E5;2025-06-02;161;6;III;I-V;2020", "1;M6;2026-01-20;161;6;V;I-V;2025"]
    results(
        store,
        tmp_path,
        "vaardigheidsscore;meetfout;niveau;niveauschaal;normversie",
        [f"{row};{ARITHMETIC}" for row in rows],
    )
    assert said(store, TODAY, "NIV-3", "NIV-4") == []


def test_two_scales_are_never_compared(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        "1;E5;2025-06-02;161;6;rekenen;RW;Toetser;1",
        "1;M6;2026-01-20;60;6;rekenen;RW;Toetser;2",
    ]
    results(store, tmp_path, "vaardigheidsscore;meetfout", rows)
    assert said(store, TODAY, "NIV-4") == []


def test_of_two_tests_of_one_moment_the_whole_test_is_judged(store: Store, tmp_path: Path) -> None:
    """A part of the test fell, the test itself did not."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        "1;E5;2025-06-02;161;6;;rekenen;RW;Toetser;1",
        "1;E5;2025-06-02;80;6;getallen;rekenen;RW;Toetser;1",
        "1;M6;2026-01-20;165;6;;rekenen;RW;Toetser;1",
        "1;M6;2026-01-21;40;6;getallen;rekenen;RW;Toetser;1",
    ]
    results(store, tmp_path, "vaardigheidsscore;meetfout;onderdeel", rows)
    assert said(store, TODAY, "NIV-4") == []


def test_a_school_without_earlier_pupils_says_so_once_a_group(store: Store, tmp_path: Path) -> None:
    scores(
        store,
        tmp_path,
        "1;E5;2025-06-02;161;6",
        "1;M6;2026-01-20;170;6",
        "2;E5;2025-06-02;150;6",
        "2;M6;2026-01-20;160;6",
    )
    (row,) = said(store, TODAY, "NIV-5")
    assert (row["outcome"], row["pupil_id"]) == ("too_little", None)
    assert row["sentence"] == (
        "Rekenen: voor 2 leerlingen is geen verwacht bereik te maken; er zijn te weinig eerdere"
        " leerlingen."
    )
    assert said(store, TODAY, "NIV-11", "NIV-12", "GRP-1") == []


def below(school: Store, name: str) -> dict[int, dict[str, object]]:
    """The newest score of each pupil, where it is under this line."""
    return {
        int(str(row["pupil_id"])): row
        for row in expected(school)
        if row["place"] == 1 and float(str(row["score"])) < float(str(row[name]))
    }


def test_who_is_under_the_five_percent_line_is_exactly_who_is_told(school: Store) -> None:
    wanted = below(school, "signal_below")
    twice = {row["pupil_id"] for row in said(school, TODAY, "NIV-11")}
    found = said(school, TODAY, "NIV-5", "NIV-11")
    assert {row["pupil_id"] for row in found if row["rule"] == "NIV-5"} == set(wanted) - twice
    assert wanted
    for row in found:
        if row["rule"] == "NIV-5":
            one = wanted[row["pupil_id"]]
            score = f"{one['score']:g}".replace(".", ",")
            assert row["sentence"] == (
                f"Rekenen: score {score} bij M6; verwacht was {round(float(str(one['low'])))} tot"
                f" {round(float(str(one['high'])))}."
            )


def test_twice_is_under_the_range_at_two_moments_in_a_row(school: Store) -> None:
    by_moment: dict[str, set[object]] = {"M6": set(), "E5": set()}
    for row in expected(school):
        if row["moment"] in by_moment and float(str(row["score"])) < float(str(row["low"])):
            by_moment[str(row["moment"])].add(row["pupil_id"])
    found = said(school, TODAY, "NIV-11")
    assert {row["pupil_id"] for row in found} == by_moment["M6"] & by_moment["E5"]
    assert all(row["severity"] == "zorg" for row in found)


def test_no_growth_in_a_year_needs_both_conditions(school: Store) -> None:
    wanted = {
        row["pupil_id"]
        for row in expected(school)
        if row["place"] == 1
        and float(str(row["score"])) <= float(str(row["year_ago"]))
        and float(str(row["score"])) < float(str(row["low"]))
    }
    assert {row["pupil_id"] for row in said(school, TODAY, "NIV-12")} == wanted


def test_a_group_is_told_when_more_pupils_fall_than_chance_gives(
    school: Store, tmp_path: Path
) -> None:
    """Of 40 pupils 9 or more under their range is more than chance."""
    assert 0 < len(below(school, "low")) < 9
    assert said(school, TODAY, "GRP-1") == []
    fallen = cohorts(tmp_path, lower_by=30)
    number = len(below(fallen, "low"))
    assert number > 30
    (group,) = said(fallen, TODAY, "GRP-1")
    assert group["sentence"] == (
        f"Rekenen: {number} van de 40 leerlingen scoren bij M6 onder hun bereik (gewoon is 0 tot"
        f" {LIMIT_OF_40 - 1}); kijk eerst naar het moment en de les."
    )
    assert len(group["evidence"]) == number
    # The pupils' own signals stand under it.
    rows = said(fallen, TODAY, "GRP-1", "NIV-5", "NIV-4")
    assert {row["under_group"] for row in rows if row["pupil"]} == {group["group_id"]}
    fallen.close()
