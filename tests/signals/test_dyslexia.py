"""DYS-0, DYS-1, DYS-2: word reading in the lowest tenth, at main moments in a row."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
COLUMNS = "percentiel;niveau;niveauschaal"
RULES = ("DYS-0", "DYS-1", "DYS-2")
REQUESTS = "leerling_id;soort;aangevraagd_op;besluit_op\n"


def rules_that_fire(store: Store, today: date = TODAY) -> list[tuple[str, str]]:
    return [(row["rule"], row["outcome"]) for row in said(store, today, *RULES)]


def test_three_main_moments_in_a_row_in_the_lowest_tenth(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;10;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    (signal,) = said(store, TODAY, *RULES)
    assert (signal["rule"], signal["pupil"], signal["severity"], signal["since"]) == (
        "DYS-2",
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


def test_a_fourth_time_is_worse_and_holds_since_the_third(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        "1;E4;2024-06-03;9;;",
        "1;M5;2025-01-20;9;;",
        "1;E5;2025-06-02;10;;",
        "1;M6;2026-01-19;4;;",
    ]
    results(store, tmp_path, COLUMNS, rows)
    (signal,) = said(store, TODAY, *RULES)
    assert (signal["since"], signal["weight"]) == (date(2025, 6, 2), 4)


def test_two_in_a_row_and_one(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = [
        "1;M5;2025-01-20;11;;",
        "1;E5;2025-06-02;10;;",
        "1;M6;2026-01-19;4;;",
        "2;E5;2025-06-02;11;;",
        "2;M6;2026-01-19;10;;",
    ]
    results(store, tmp_path, COLUMNS, rows)
    two, one = said(store, TODAY, *RULES)
    assert (two["rule"], two["pupil"], two["severity"]) == ("DYS-1", "1", "zorg")
    assert two["sentence"] == (
        "Woordlezen hoort 2 keer achter elkaar bij de laagste 10% (E5 en M6)."
    )
    assert (one["rule"], one["pupil"], one["severity"]) == ("DYS-0", "2", "aandacht")
    assert one["sentence"] == "Woordlezen hoort bij M6 bij de laagste 10%."


def test_at_the_border_and_beyond_it(store: Store, tmp_path: Path) -> None:
    """Percentile 10 counts, 11 does not: the lowest tenth is 0 to 10 (S1)."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;9;;", "1;M6;2026-01-19;11;;"]
    results(store, tmp_path, COLUMNS, rows)
    assert rules_that_fire(store) == []


@pytest.mark.parametrize(
    ("percentile", "level", "scale", "fires"),
    [
        ("", "E", "A-E", True),
        ("", "D", "A-E", False),
        ("", "V-", "I-V", True),
        ("", "IV", "I-V", False),
        ("10", "V", "I-V", True),
        ("11", "V", "I-V", False),
        ("12", "E", "A-E", True),
        ("8", "D", "A-E", True),
    ],
)
def test_e_or_v_minus_or_a_percentile_of_at_most_10(
    store: Store, tmp_path: Path, percentile: str, level: str, scale: str, fires: bool
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, [f"1;M6;2026-01-19;{percentile};{level};{scale}"])
    assert rules_that_fire(store) == ([("DYS-0", "signal")] if fires else [])


def test_a_missing_moment_breaks_the_row_and_is_shown(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;E4;2024-06-03;9;;", "1;M5;2025-01-20;9;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    (signal,) = said(store, TODAY, *RULES)
    assert signal["rule"] == "DYS-0"
    assert signal["sentence"] == (
        "Woordlezen hoort bij M6 bij de laagste 10%. E van 2024-2025 ontbreekt, anders was de rij"
        " langer: bij E4 en M5 was het ook zo."
    )


def test_a_missing_moment_is_named_by_the_year_group_of_then(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    career = "leerling_id;schooljaar;jaargroep;school\n1;2024-2025;5;Eik\n"
    take(store, tmp_path, "loopbaan", career)
    results(store, tmp_path, COLUMNS, ["1;M5;2025-01-20;9;;", "1;M6;2026-01-19;4;;"])
    (signal,) = said(store, TODAY, *RULES)
    assert signal["sentence"].endswith(
        " E5 ontbreekt, anders was de rij langer: bij M5 was het ook zo."
    )


def test_a_sitting_between_the_main_moments_does_not_count(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;30;;", "1;B6;2025-11-10;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    assert rules_that_fire(store) == []


def test_a_plain_v_is_not_known_to_be_the_lowest_tenth(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;;V;I-V", "1;E5;2025-06-02;;V;I-V", "1;M6;2026-01-19;;V;I-V"]
    results(store, tmp_path, COLUMNS, rows)
    (row,) = said(store, TODAY, *RULES)
    assert (row["rule"], row["outcome"]) == ("DYS-0", "too_little")
    assert row["sentence"] == (
        "Woordlezen is bij M5, E5 en M6 niveau V, en deze toets kent geen V−: of dat bij de laagste"
        " 10% hoort, is zonder percentiel niet bekend."
    )


@pytest.mark.parametrize(
    ("levels", "rules"),
    [
        (("V", "8"), [("DYS-0", "signal"), ("DYS-1", "too_little")]),
        (("V", "8", "8"), [("DYS-1", "signal"), ("DYS-2", "too_little")]),
        (("8", "V", "8"), [("DYS-0", "signal"), ("DYS-1", "too_little")]),
        (("IV", "8", "8"), [("DYS-1", "signal")]),
        (("8", "8", "V"), [("DYS-0", "too_little")]),
    ],
)
def test_an_unknown_within_the_row_is_said_where_it_matters(
    store: Store, tmp_path: Path, levels: tuple[str, ...], rules: list[tuple[str, str]]
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    moments = ["M5;2025-01-20", "E5;2025-06-02", "M6;2026-01-19"][-len(levels) :]
    rows = [
        f"1;{moment};{level};;" if level.isdigit() else f"1;{moment};;{level};I-V"
        for moment, level in zip(moments, levels, strict=True)
    ]
    results(store, tmp_path, COLUMNS, rows)
    assert sorted(rules_that_fire(store)) == rules


def test_a_plain_v_of_a_test_with_v_minus_is_not_the_lowest_tenth(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, ["1;M6;2026-01-19;;V;I-V", "2;M6;2026-01-19;;V-;I-V"])
    (row,) = said(store, TODAY, *RULES)
    assert (row["pupil"], row["rule"]) == ("2", "DYS-0")


def test_the_corrected_level_goes_before_that_of_the_test(store: Store, tmp_path: Path) -> None:
    """A pupil of groep 6 takes the test M5: II by its own norm, E of V- by that of groep 6."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2026-01-19;II;I-V;V-", "2;M5;2026-01-19;V-;I-V;IV"]
    results(store, tmp_path, "niveau;niveauschaal;gecorrigeerd_niveau", rows)
    (row,) = said(store, TODAY, *RULES)
    assert (row["pupil"], row["rule"]) == ("1", "DYS-0")


def test_a_repeated_year_counts_on(store: Store, tmp_path: Path) -> None:
    """M5 and E5 were done twice: by the calendar they follow each other."""
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;10;;", "1;M5;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    assert rules_that_fire(store) == [("DYS-2", "signal")]


def test_a_result_of_more_than_a_moment_ago_says_nothing_of_today(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, COLUMNS, ["1;E5;2025-06-02;4;;"])
    assert rules_that_fire(store, date(2026, 5, 14)) == [("DYS-0", "signal")]
    assert rules_that_fire(store, date(2026, 5, 15)) == []


def test_scores_without_a_level_are_said_once_for_the_group(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, "vaardigheidsscore", ["1;M6;2026-01-19;41", "2;M6;2026-01-19;44"])
    (row,) = said(store, TODAY, *RULES)
    assert (row["pupil"], row["outcome"]) == (None, "too_little")
    assert row["sentence"] == (
        "Woordlezen heeft bij 2 leerlingen van deze groep een score zonder niveau of percentiel:"
        " wie bij de laagste 10% hoort, is niet te zien."
    )


@pytest.mark.parametrize(
    ("request_row", "rules"),
    [
        ("1;dyslexie;2026-02-02;\n", []),
        ("1;dyslexie;2024-02-02;2024-04-02\n", [("DYS-2", "signal")]),
        ("1;overig;2026-02-02;\n", [("DYS-2", "signal")]),
    ],
)
def test_a_request_that_runs_makes_it_go_away(
    store: Store, tmp_path: Path, request_row: str, rules: list[tuple[str, str]]
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = ["1;M5;2025-01-20;9;;", "1;E5;2025-06-02;10;;", "1;M6;2026-01-19;4;;"]
    results(store, tmp_path, COLUMNS, rows)
    take(store, tmp_path, "verwijzingen", REQUESTS + request_row)
    assert rules_that_fire(store) == rules
