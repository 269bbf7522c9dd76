"""NIV-1, NIV-2, NIV-3, NIV-6: what levels say where they are low, fall or differ."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
COLUMNS = "niveau;niveauschaal"


def rekenen(row: str) -> str:
    return f"{row};rekenen;Rekentoets;Toetser;3"


def spelling(row: str) -> str:
    return f"{row};spelling;Spellingtoets;Toetser;3"


@pytest.mark.parametrize(
    ("level", "shown"),
    [("E;A-E", "E"), ("V-;I-V", "V−"), ("V;I-V", "V"), ("D;A-E", None), ("IV;I-V", None)],
)
def test_the_lowest_level_of_its_scale_once(
    store: Store, tmp_path: Path, level: str, shown: str | None
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, [rekenen(f"1;M6;2026-01-19;{level}")])
    rows = said(store, TODAY, "NIV-1")
    if shown is None:
        assert rows == []
    else:
        (row,) = rows
        assert (row["subject"], row["severity"]) == ("rekenen", "aandacht")
        assert row["sentence"] == f"Rekenen staat bij M6 op het laagste niveau ({shown})."


def test_v_is_not_the_lowest_where_the_test_has_v_minus(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [rekenen("1;M6;2026-01-19;V;I-V"), rekenen("2;M6;2026-01-19;V-;I-V")]
    results(store, tmp_path, COLUMNS, rows)
    assert [row["pupil"] for row in said(store, TODAY, "NIV-1")] == ["2"]


def test_two_in_a_row_is_zorg_and_three_is_actie(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        rekenen("1;E5;2025-06-02;E;A-E"),
        rekenen("1;M6;2026-01-19;E;A-E"),
        rekenen("2;M5;2025-01-20;E;A-E"),
        rekenen("2;E5;2025-06-02;E;A-E"),
        rekenen("2;M6;2026-01-19;E;A-E"),
    ]
    results(store, tmp_path, COLUMNS, rows)
    three, two = said(store, TODAY, "NIV-1", "NIV-2")
    assert (three["rule"], three["pupil"], three["severity"]) == ("NIV-2", "2", "actie")
    assert three["sentence"] == (
        "Rekenen staat 3 keer achter elkaar op het laagste niveau (M5, E5 en M6)."
    )
    assert three["since"] == date(2026, 1, 19)
    assert (two["rule"], two["pupil"], two["severity"]) == ("NIV-2", "1", "zorg")
    limits = {("NIV-2", "times_action"): 4.0, ("NIV-2", "times_care"): 3.0}
    kept = said(store, TODAY, "NIV-1", "NIV-2", limits=limits)
    assert [(row["rule"], row["pupil"], row["severity"]) for row in kept] == [
        ("NIV-2", "2", "zorg"),
        ("NIV-1", "1", "aandacht"),
    ]


def test_a_missing_moment_breaks_the_row_and_is_shown(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        rekenen("1;E5;2025-06-02;E;A-E"),
        rekenen("1;E6;2026-06-02;E;A-E"),
        spelling("2;M5;2025-01-20;E;A-E"),
        spelling("2;M6;2026-01-19;E;A-E"),
    ]
    results(store, tmp_path, COLUMNS, rows)
    june = said(store, date(2026, 6, 15), "NIV-1", "NIV-2")
    assert {row["rule"] for row in june} == {"NIV-1"}
    assert {row["sentence"] for row in june} == {
        "Rekenen staat bij E6 op het laagste niveau (E). M6 ontbreekt, anders was de rij langer:"
        " bij E5 was het ook zo.",
        "Spelling staat bij M6 op het laagste niveau (E). E van 2024-2025 ontbreekt, anders was de"
        " rij langer: bij M5 was het ook zo.",
    }


def test_the_lowest_of_two_scales_is_a_row_and_a_result_without_a_level_is_not(
    store: Store, tmp_path: Path
) -> None:
    """E and V- are the same pupils (README 1.1); a score alone says nothing of its level."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        rekenen("1;E5;2025-06-02;E;A-E;"),
        rekenen("1;M6;2026-01-19;V-;I-V;"),
        rekenen("2;E5;2025-06-02;;;160"),
        rekenen("2;M6;2026-01-19;E;A-E;"),
    ]
    results(store, tmp_path, "niveau;niveauschaal;vaardigheidsscore", rows)
    both = said(store, TODAY, "NIV-2")
    assert [(row["pupil"], row["outcome"]) for row in both] == [
        ("1", "signal"),
        ("2", "too_little"),
    ]
    assert both[1]["sentence"] == (
        "Rekenen staat bij M6 op het laagste niveau. Bij E5 is er een resultaat zonder niveau: of"
        " het herhaald laag is, is niet te zeggen."
    )


def test_the_corrected_level_is_used(store: Store, tmp_path: Path) -> None:
    """A groep-6 pupil with the test M5: C by its own norm, E by that of groep 6; and back."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [rekenen("1;M5;2026-01-19;C;A-E;E"), rekenen("2;M5;2026-01-19;E;A-E;D")]
    results(store, tmp_path, "niveau;niveauschaal;gecorrigeerd_niveau", rows)
    assert [row["pupil"] for row in said(store, TODAY, "NIV-1")] == ["1"]


def test_scores_without_levels_are_said_once_for_the_group(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        rekenen("1;M6;2026-01-19;180"),
        rekenen("2;M6;2026-01-19;190"),
        spelling("1;M6;2026-01-20;310"),
    ]
    results(store, tmp_path, "vaardigheidsscore", rows)
    (row,) = said(store, TODAY, "NIV-1", "NIV-2")
    assert (row["outcome"], row["pupil"]) == ("too_little", None)
    assert row["sentence"] == (
        "Deze groep heeft scores zonder niveau of percentiel bij rekenen en spelling: wie op het"
        " laagste niveau staat, is daar niet te zien."
    )


FALL = "niveau;niveauschaal;normversie;vaardigheidsscore"


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ("E5;2025-06-02;III;I-V;1;", "M6;2026-01-19;V;I-V;1;", "signal"),
        ("E5;2025-06-02;III;I-V;1;", "M6;2026-01-19;IV;I-V;1;", None),
        ("E5;2025-06-02;B;A-E;;", "M6;2026-01-19;D;A-E;;", "signal"),
        ("E5;2025-06-02;A;A-E;1;", "M6;2026-01-19;E;A-E;2;", None),
        ("E5;2025-06-02;A;A-E;1;", "M6;2026-01-19;E;A-E;;", None),
        ("E5;2025-06-02;II;I-V;1;", "M6;2026-01-19;E;A-E;1;", None),
        ("E5;2025-06-02;I;I-V;1;180", "M6;2026-01-19;V;I-V;1;180", None),
        ("E5;2025-06-02;I;I-V;1;180", "M6;2026-01-19;V;I-V;1;", "signal"),
        ("M5;2025-01-20;I;I-V;1;", "M6;2026-01-19;V;I-V;1;", "too_little"),
        ("E4;2024-06-03;I;I-V;1;", "M6;2026-01-19;V;I-V;1;", None),
    ],
)
def test_a_fall_of_two_ranks_where_scores_are_lacking(
    store: Store, tmp_path: Path, before: str, after: str, outcome: str | None
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, FALL, [rekenen(f"1;{before}"), rekenen(f"1;{after}")])
    rows = said(store, TODAY, "NIV-3")
    assert [row["outcome"] for row in rows] == ([outcome] if outcome else [])


def test_a_fall_in_words_and_one_rank_cannot_be_set(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        rekenen("1;E5;2025-06-02;III;I-V;1;"),
        rekenen("1;M6;2026-01-19;V;I-V;1;"),
        rekenen("2;E5;2025-06-02;III;I-V;1;"),
        rekenen("2;M6;2026-01-19;IV;I-V;1;"),
    ]
    results(store, tmp_path, FALL, rows)
    (row,) = said(store, TODAY, "NIV-3", limits={("NIV-3", "ranks"): 1.0})
    assert row["sentence"] == (
        "Rekenen ging van niveau III bij E5 naar niveau V bij M6: 2 niveaus lager."
    )


def test_another_test_with_a_scale_of_the_same_name_is_not_compared(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        "1;E5;2025-06-02;I;I-V;rekenen;Rekentoets;Toetser;2",
        "1;M6;2026-01-19;V;I-V;rekenen;Rekentoets;Toetser;3",
    ]
    results(store, tmp_path, COLUMNS, rows)
    assert said(store, TODAY, "NIV-3") == []


@pytest.mark.parametrize(
    ("first", "second", "fires"),
    [
        ("M6;2026-01-19;I;I-V", "M6;2026-01-20;III;I-V", True),
        ("M6;2026-01-19;II;I-V", "M6;2026-01-20;III;I-V", False),
        ("M6;2026-01-19;I;I-V", "M6;2026-01-20;E;A-E", False),
        ("M6;2026-01-19;A;A-E", "E5;2025-06-02;E;A-E", False),
        ("M6;2026-01-19;I+;I-V", "M6;2026-01-20;II;I-V", False),
        ("M6;2026-01-19;A;A-E", "M5;2026-01-20;E;A-E", False),
    ],
)
def test_two_ranks_between_lines_of_one_moment(
    store: Store, tmp_path: Path, first: str, second: str, fires: bool
) -> None:
    """I+ against II is one rank for a test that has no I+; M5 and M6 have norms of their own."""
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, [rekenen(f"1;{first}"), spelling(f"1;{second}")])
    rows = said(store, TODAY, "NIV-6")
    assert len(rows) == fires
    if fires:
        assert rows[0]["sentence"] == (
            "Bij M6 is rekenen niveau I en spelling niveau III: 2 niveaus verschil."
        )


def test_a_corrected_level_is_of_the_own_year(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [rekenen("1;M6;2026-01-19;A;A-E;"), spelling("1;M5;2026-01-20;C;A-E;E")]
    results(store, tmp_path, "niveau;niveauschaal;gecorrigeerd_niveau", rows)
    (row,) = said(store, TODAY, "NIV-6")
    assert row["sentence"] == (
        "Bij M6 is rekenen niveau A en spelling niveau E: 4 niveaus verschil."
    )
