"""REK-1 and REK-2: rekenen that stays low, and how far it is behind; DL where none is delivered."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ibdash.signals.engine import prepare
from ibdash.store import Store
from tests.shared_files import shared_file
from tests.signals.small_school import PUPILS, results, said, take

TODAY = date(2026, 2, 9)
LEVELS = "niveau;niveauschaal;percentiel"
MONTHS = "dle;dl"
PUPIL = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
CAREER = "leerling_id;schooljaar;jaargroep;school;bijzonderheid\n"


def rekenen(*rows: str) -> list[str]:
    return [f"{row};rekenen;Rekentoets;Toetser;3" for row in rows]


def in_group(group: int) -> str:
    return PUPIL + f"1;Noor;Wal;2016-03-09;2025-2026;{group}a;{group};2020-03-09\n"


@pytest.mark.parametrize(
    ("before", "after", "outcomes"),
    [
        ("D;A-E;", "E;A-E;", ["signal"]),
        ("V;I-V;", "V-;I-V;", ["signal"]),
        ("C;A-E;", "E;A-E;", []),
        ("E;A-E;", "C;A-E;", []),
        ("IV;I-V;", "V;I-V;", []),
        (";;20", ";;20", ["signal"]),
        (";;23", ";;20", ["too_little"]),
        (";;26", ";;20", []),
    ],
)
def test_low_twice_in_a_row(
    store: Store, tmp_path: Path, before: str, after: str, outcomes: list[str]
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = rekenen(f"1;E5;2025-06-02;{before}", f"1;M6;2026-01-19;{after}")
    results(store, tmp_path, LEVELS, rows)
    found = said(store, TODAY, "REK-1")
    assert [row["outcome"] for row in found] == outcomes


def test_in_words_and_with_a_moment_missing(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = rekenen(
        "1;E5;2025-06-02;D;A-E;",
        "1;M6;2026-01-19;E;A-E;",
        "2;M5;2025-01-20;E;A-E;",
        "2;M6;2026-01-19;E;A-E;",
    )
    results(store, tmp_path, LEVELS, rows)
    (row,) = said(store, TODAY, "REK-1")
    assert (row["pupil"], row["severity"], row["since"]) == ("1", "zorg", date(2026, 1, 19))
    assert row["sentence"] == "Rekenen staat 2 keer achter elkaar laag (E5 en M6; nu niveau E)."
    both = said(store, TODAY, "REK-1", limits={("REK-1", "times"): 1.0})
    assert [row["sentence"] for row in both if row["pupil"] == "2"] == [
        "Rekenen staat 1 keer laag (M6; nu niveau E). E van 2024-2025 ontbreekt, anders was de rij"
        " langer: bij M5 was het ook zo."
    ]


def test_from_the_second_half_of_groep_4(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", in_group(4))
    rows = rekenen("1;E3;2025-06-02;E;A-E;", "1;M4;2026-01-19;E;A-E;")
    results(store, tmp_path, LEVELS, rows)
    assert said(store, date(2026, 1, 31), "REK-1") == []
    (row,) = said(store, date(2026, 2, 1), "REK-1")
    assert row["since"] == date(2026, 2, 1)


def test_the_corrected_level_is_used(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = rekenen("1;E5;2025-06-02;C;A-E;D", "1;M5;2026-01-19;B;A-E;E")
    results(store, tmp_path, "niveau;niveauschaal;gecorrigeerd_niveau", rows)
    assert len(said(store, TODAY, "REK-1")) == 1


@pytest.mark.parametrize(
    ("dle", "dl", "fires"), [(67, 100, True), (68, 100, False), (40, 60, True), (41, 60, False)]
)
def test_a_third_behind_at_its_border(
    store: Store, tmp_path: Path, dle: int, dl: int, fires: bool
) -> None:
    """40 of 60 months is 66.7 %, 41 of 60 is 68.3 %."""
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, MONTHS, rekenen(f"1;M6;2026-01-19;{dle};{dl}"))
    assert bool(said(store, TODAY, "REK-2")) == fires


def test_a_third_behind_in_words_with_dl_of_the_moment(store: Store, tmp_path: Path) -> None:
    """M6 is 35 months; the delivered DL goes first."""
    take(store, tmp_path, "leerlingen", PUPILS)
    results(store, tmp_path, MONTHS, rekenen("1;M6;2026-01-19;23;", "2;M6;2026-01-19;23;34"))
    (row,) = said(store, TODAY, "REK-2")
    assert row["sentence"] == (
        "Rekenen heeft bij M6 een DLE van 23 na 35 maanden onderwijs (DL): een leerrendement van"
        " 65,7%."
    )
    assert (row["pupil"], row["severity"]) == ("1", "actie")


def test_without_a_dle_only_who_is_low_twice_is_told(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = rekenen(
        "1;E5;2025-06-02;D;A-E;",
        "1;M6;2026-01-19;E;A-E;",
        "2;E5;2025-06-02;C;A-E;",
        "2;M6;2026-01-19;E;A-E;",
    )
    results(store, tmp_path, LEVELS, rows)
    (row,) = said(store, TODAY, "REK-2")
    assert (row["pupil"], row["outcome"]) == ("1", "too_little")
    assert row["sentence"] == (
        "Rekenen staat 2 keer achter elkaar laag (E5 en M6), maar er is geen DLE: hoe groot de"
        " achterstand is, is niet te zeggen."
    )


def dl_of(store: Store, today: date) -> float | None:
    """DL of the only result with a DLE."""
    with store.read() as cursor:
        prepare(cursor, [_school(store)], today)
        ((dl,),) = cursor.execute("select dl from months_now").fetchall()
    return None if dl is None else float(dl)


def _school(store: Store) -> int:
    with store.read() as cursor:
        ((school_id,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
    return int(school_id)


# Year group, day, and what the career says of the years before.
_EXAMPLES = {
    "eind maart groep 6, geen doublure": (6, date(2026, 3, 31), ""),
    "eind groep 3": (3, date(2026, 6, 30), ""),
    "februari groep 7": (7, date(2026, 2, 15), ""),
    "begin groep 8": (8, date(2025, 9, 1), ""),
    "doubleur eind groep 4 (1x gedoubleerd in 3/4)": (4, date(2026, 6, 30), "1;2024-2025;4;Eik;\n"),
    "maximum": (8, date(2026, 6, 30), "1;2024-2025;8;Eik;\n"),
    "kleuterverlenging": (3, date(2026, 6, 30), "1;2023-2024;2;Eik;\n1;2024-2025;2;Eik;\n"),
}


@pytest.mark.parametrize("case", _EXAMPLES)
def test_dl_of_the_worked_examples(store: Store, tmp_path: Path, case: str) -> None:
    with shared_file("domain", "rekenvoorbeelden.csv").open(encoding="utf-8") as lines:
        expected = {
            row["invoer"]: row["verwacht"]
            for row in csv.DictReader(lines, delimiter=";")
            if row["onderwerp"] == "DL"
        }
    group, day, career = _EXAMPLES[case]
    wanted = "10" if expected[case] == "geen invloed" else expected[case].split(" ")[0]
    take(store, tmp_path, "leerlingen", in_group(group))
    if career:
        take(store, tmp_path, "loopbaan", CAREER + career)
    results(store, tmp_path, MONTHS, rekenen(f"1;;{day};20;"))
    assert dl_of(store, day) == float(wanted)


@pytest.mark.parametrize(
    ("group", "row", "career", "dl"),
    [
        (6, "M6;2026-01-19;20;", "", 35),
        (6, "M5;2026-01-19;20;", "", 35),
        (6, "M6;2026-01-19;20;33", "", 33),
        (6, "M6;2026-01-19;20;", "1;2024-2025;5;Eik;doublure\n", 45),
        (5, "M5;2026-01-19;20;", "1;2023-2024;5;Eik;\n1;2024-2025;5;Eik;doublure\n", 45),
        (8, "M8;2026-01-19;20;", "1;2024-2025;8;Eik;\n", 60),
        (4, ";2026-01-15;20;", "", 14),
        (4, ";2026-01-31;20;", "", 15),
    ],
)
def test_dl_as_delivered_else_by_moment_else_by_day(
    store: Store, tmp_path: Path, group: int, row: str, career: str, dl: float
) -> None:
    """A test of another year group does not change it; a repeated year counts ten months."""
    take(store, tmp_path, "leerlingen", in_group(group))
    if career:
        take(store, tmp_path, "loopbaan", CAREER + career)
    results(store, tmp_path, MONTHS, rekenen(f"1;{row}"))
    assert dl_of(store, date(2026, 2, 9)) == dl


def test_a_third_behind_before_the_end_of_groep_5(store: Store, tmp_path: Path) -> None:
    """M4 is 15 months, and 10 of 15 is 66.7 %."""
    take(store, tmp_path, "leerlingen", in_group(4))
    results(store, tmp_path, MONTHS, rekenen("1;M4;2026-01-19;10;"))
    (row,) = said(store, TODAY, "REK-2")
    assert row["sentence"].endswith("66,7%. Een diagnose wordt zelden voor eind groep 5 gesteld.")
