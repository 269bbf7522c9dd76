"""DYS-0, DYS-1, DYS-2: word reading in the lowest tenth, at main moments in a row."""

from datetime import date
from pathlib import Path

from ibdash.store import Store
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
COLUMNS = "percentiel;niveau;niveauschaal"


def test_three_main_moments_in_a_row_in_the_lowest_tenth(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;10;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    (signal,) = said(store, TODAY, "DYS-2")
    assert (signal["pupil"], signal["severity"], signal["since"]) == (
        "1",
        "actie",
        date(2026, 1, 19),
    )
    assert signal["sentence"] == (
        "Woordlezen hoort 3 keer achter elkaar bij de laagste 10% (M5, E5 en M6)."
    )
    assert [one["day"] for one in signal["evidence"]] == [
        date(2025, 1, 20),
        date(2025, 6, 2),
        date(2026, 1, 19),
    ]


def test_at_the_border_and_beyond_it(store: Store, tmp_path: Path) -> None:
    """Percentile 10 counts, 11 does not: the lowest tenth is 0 to 10 (S1)."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;11;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    assert said(store, TODAY, "DYS-2") == []


def test_a_missing_moment_breaks_the_row(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;E4;2024-06-03;9;;", "1;M5;2025-01-20;9;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    assert said(store, TODAY, "DYS-2") == []


def test_a_plain_v_is_not_known_to_be_the_lowest_tenth(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;;V;I-V", "1;E5;2025-06-02;;V;I-V", "1;M6;2026-01-19;;V;I-V"]
    results(store, tmp_path, COLUMNS, rows)
    assert said(store, TODAY, "DYS-2") == []
