"""NIV-7 and NIV-8: pupils who may need more than the group gets."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
COLUMNS = "niveau;niveauschaal;percentiel;niveauwaarde"
MOMENTS = ("M5;2025-01-20", "E5;2025-06-02", "M6;2026-01-19")


def rows_of(pupil: int, line: str, *said_at: str, moments: tuple[str, ...] = MOMENTS) -> list[str]:
    """Results of one line at the last of these moments; each as in COLUMNS."""
    return [
        f"{pupil};{moment};{values};{line};Toets {line};Toetser;3"
        for moment, values in zip(moments[-len(said_at) :], said_at, strict=True)
    ]


@pytest.mark.parametrize(
    ("line", "before", "after", "outcomes"),
    [
        ("rekenen", "I+;I-V;;", "I+;I-V;;", ["signal"]),
        ("begrijpend lezen", "A;A-E;91;", "A;A-E;95;", ["signal"]),
        ("woordlezen", ";;93;", "I;I-V;91;", ["signal"]),
        ("spelling", "I+;I-V;;", "I+;I-V;;", []),
        ("rekenen", "A;A-E;91;", "A;A-E;90;", []),
        ("rekenen", "A;A-E;90;", "A;A-E;91;", []),
        ("rekenen", "A;A-E;;", "A;A-E;91;", ["too_little"]),
        ("rekenen", "I;I-V;;", "I;I-V;;", ["too_little"]),
        ("rekenen", "II;I-V;;", "I;I-V;;", []),
    ],
)
def test_the_highest_tenth_twice_in_rekenen_or_lezen(
    store: Store, tmp_path: Path, line: str, before: str, after: str, outcomes: list[str]
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, rows_of(1, line, before, after))
    rows = said(store, TODAY, "NIV-7")
    assert [row["outcome"] for row in rows] == outcomes


def test_the_highest_tenth_in_words(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    gap = ("M5;2025-01-20", "M6;2026-01-19")
    rows = [
        *rows_of(1, "rekenen", "I+;I-V;;", "I+;I-V;;"),
        *rows_of(2, "rekenen", "I+;I-V;;", "I+;I-V;;", moments=gap),
    ]
    results(store, tmp_path, COLUMNS, rows)
    (row,) = said(store, TODAY, "NIV-7")
    assert (row["pupil"], row["severity"]) == ("1", "kans")
    assert row["sentence"] == "Rekenen hoort 2 keer achter elkaar bij de hoogste 10% (E5 en M6)."
    once = said(store, TODAY, "NIV-7", limits={("NIV-7", "times"): 1.0})
    assert [row["sentence"] for row in once if row["pupil"] == "2"] == [
        "Rekenen hoort 1 keer bij de hoogste 10% (M6). E van 2024-2025 ontbreekt, anders was de rij"
        " langer: bij M5 was het ook zo."
    ]


def test_levels_that_say_too_little_are_said_of_the_group(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        *rows_of(1, "rekenen", "A;A-E;;", "A;A-E;;"),
        *rows_of(1, "woordlezen", "A;A-E;;", "A;A-E;;"),
        *rows_of(2, "rekenen", "A;A-E;;", "A;A-E;;"),
    ]
    results(store, tmp_path, COLUMNS, rows)
    (row,) = said(store, TODAY, "NIV-7")
    assert row["pupil"] is None
    assert row["sentence"] == (
        "Bij 2 leerlingen van deze groep staan rekenen en woordlezen 2 keer achter elkaar hoog"
        " zonder percentiel: of dat bij de hoogste 10% hoort, is niet te zien."
    )


HIGH = ("I;I-V;;", "I+;I-V;;", "I;I-V;;")


@pytest.mark.parametrize(
    ("rekenen", "reading", "outcomes"),
    [
        (HIGH, HIGH, ["signal"]),
        (HIGH, HIGH[:2], []),
        (HIGH, ("I;I-V;;", "II;I-V;;", "I;I-V;;"), []),
        (("II;I-V;;4.5",) * 3, ("II;I-V;;4.6",) * 3, ["signal"]),
        (("I;I-V;;4.4",) * 3, HIGH, []),
        (("A;A-E;81;",) * 3, HIGH, ["signal"]),
        (("A;A-E;80;",) * 3, HIGH, []),
        (("A;A-E;;",) * 3, HIGH, ["too_little"]),
    ],
)
def test_high_at_the_last_three_moments_in_both_lines(
    store: Store,
    tmp_path: Path,
    rekenen: tuple[str, ...],
    reading: tuple[str, ...],
    outcomes: list[str],
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = rows_of(1, "rekenen", *rekenen) + rows_of(1, "begrijpend lezen", *reading)
    results(store, tmp_path, COLUMNS, rows)
    found = said(store, TODAY, "NIV-8")
    assert [row["outcome"] for row in found] == outcomes
    if outcomes == ["signal"]:
        assert found[0]["sentence"] == (
            "Rekenen en begrijpend lezen staan bij M5, E5 en M6 allebei hoog."
        )


def test_a_missing_moment_breaks_the_last_three(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    gap = ("E4;2024-06-03", "M5;2025-01-20", "M6;2026-01-19")
    rows = rows_of(1, "rekenen", *HIGH) + rows_of(1, "begrijpend lezen", *HIGH, moments=gap)
    results(store, tmp_path, COLUMNS, rows)
    assert said(store, TODAY, "NIV-8") == []
