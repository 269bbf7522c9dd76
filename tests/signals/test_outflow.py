"""LWO-1, LWO-2, OPP-5 and DBL-1: how far a pupil is behind, and where that may lead."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ibdash.access import Person
from ibdash.store import Store
from tests.people import IB
from tests.shared_files import shared_file
from tests.signals.small_school import results, said, take

TODAY = date(2026, 2, 9)
PUPIL = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
LINES = {"RW": "rekenen", "BL": "begrijpend lezen", "SP": "spelling", "TL": "woordlezen"}
CAPACITY = "leerling_id;toets;iq;afnamedatum\n"
PLANS = "leerling_id;soort;begindatum;status;plan_id\n"


class _Teacher(Person):
    """Sees pupils, and no restricted facts."""

    def may_read_restricted(self) -> bool:
        return False


def behind(store: Store, folder: Path, group: int, *values: str, moment: str = "") -> None:
    """One pupil of this group; each value is "RW 45/60": line, DLE and DL."""
    take(store, folder, "leerlingen", PUPIL + f"1;Noor;Wal;2016-03-09;2025-2026;a;{group};\n")
    at = moment or f"M{group}"
    rows = []
    for value in values:
        line, _, months = value.partition(" ")
        dle, _, dl = months.partition("/")
        rows.append(f"1;{at};2026-01-19;{dle};{dl};{LINES[line]};Toets {line};Toetser;3")
    results(store, folder, "dle;dl", rows)


@pytest.mark.parametrize(
    ("values", "fires"),
    [
        (("RW 45/60", "SP 45/60"), True),
        (("RW 45/60", "SP 46/60"), False),
        (("BL 31/60", "TL 31/60"), True),
        (("TL 40/60", "SP 40/60"), False),
        (("RW 30/60", "BL 30/60"), False),
        (("RW 31/60", "BL 30/60"), True),
        (("RW 30/60", "BL 30/60", "SP 40/60"), False),
        (("RW 30/60", "TL 30/60", "SP 40/60", "BL 40/60"), True),
        (("RW 45/60",), False),
    ],
)
def test_a_quarter_behind_on_two_domains_with_one_of_the_two(
    store: Store, tmp_path: Path, values: tuple[str, ...], fires: bool
) -> None:
    behind(store, tmp_path, 8, *values)
    assert bool(said(store, TODAY, "LWO-1")) == fires


def test_a_quarter_behind_in_words(store: Store, tmp_path: Path) -> None:
    behind(store, tmp_path, 8, "RW 45/60", "SP 40/60", "BL 55/60")
    (row,) = said(store, TODAY, "LWO-1")
    assert row["sentence"] == (
        "De leerachterstand is: spelling 33,3% (DLE 40 na 60 maanden onderwijs) en rekenen 25%"
        " (DLE 45 na 60 maanden onderwijs)."
    )
    assert (row["severity"], len(row["evidence"])) == ("aandacht", 2)


@pytest.mark.parametrize(("group", "n"), [(7, 1), (6, 0)])
def test_from_45_months_on(store: Store, tmp_path: Path, group: int, n: int) -> None:
    """M7 is 45 months, M6 is 35."""
    behind(store, tmp_path, group, "RW 20/", "BL 25/")
    assert len(said(store, TODAY, "LWO-1")) == n


def test_the_worked_examples_of_a_backlog(store: Store, tmp_path: Path) -> None:
    with shared_file("domain", "rekenvoorbeelden.csv").open(encoding="utf-8") as lines:
        rows = [
            (row["invoer"], float(row["verwacht"].replace(",", ".")))
            for row in csv.DictReader(lines, delimiter=";")
            if row["onderwerp"] == "leerachterstand"
        ]
    assert rows == [("DLE 45, DL 60", 0.25), ("DLE 30, DL 60", 0.5)]
    behind(store, tmp_path, 8, "RW 45/60", "BL 30/60")
    (row,) = said(store, TODAY, "LWO-1")
    assert "begrijpend lezen 50%" in row["sentence"]
    assert "rekenen 25%" in row["sentence"]


@pytest.mark.parametrize(
    ("values", "tested", "outcome"),
    [
        (("RW 30/60", "BL 30/60"), "1;WISC;55;2025-11-03\n", "signal"),
        (("RW 30/60", "BL 30/60"), "1;WISC;80;2025-11-03\n", "signal"),
        (("RW 30/60", "BL 30/60"), "1;WISC;81;2025-11-03\n", None),
        (("RW 30/60", "BL 30/60"), "1;WISC;54;2025-11-03\n", None),
        (("RW 31/60", "BL 30/60"), "1;WISC;70;2025-11-03\n", None),
        (("TL 30/60", "SP 30/60"), "1;WISC;70;2025-11-03\n", None),
        (("RW 30/60", "BL 30/60"), "1;WISC;70;2024-02-09\n", "signal"),
        (("RW 30/60", "BL 30/60"), "1;WISC;70;2024-02-08\n", "too_little"),
        (("RW 30/60", "BL 30/60"), "", "too_little"),
    ],
)
def test_half_behind_with_an_iq(
    store: Store, tmp_path: Path, values: tuple[str, ...], tested: str, outcome: str | None
) -> None:
    behind(store, tmp_path, 8, *values)
    if tested:
        take(store, tmp_path, "capaciteit", CAPACITY + tested)
    rows = said(store, TODAY, "LWO-2")
    assert [row["outcome"] for row in rows] == ([outcome] if outcome else [])


def test_who_may_not_see_an_iq_sees_nothing_of_it(store: Store, tmp_path: Path) -> None:
    behind(store, tmp_path, 8, "RW 30/60", "BL 30/60", "SP 40/60", "TL 44/60")
    take(store, tmp_path, "capaciteit", CAPACITY + "1;WISC;70;2025-11-03\n")
    (row,) = said(store, TODAY, "LWO-1", "LWO-2")
    assert row["sentence"].endswith("Het IQ is 70 (3 nov 2025).")
    assert [one["fact"] for one in row["evidence"]] == ["result", "result", "capacity"]
    assert said(store, TODAY, "LWO-1", "LWO-2", who=_Teacher("Tea Fictief", "ib")) == []
    assert IB.may_read_restricted()


def test_without_a_dle_only_who_is_at_the_lowest_level_is_told(
    store: Store, tmp_path: Path
) -> None:
    behind(store, tmp_path, 8, "RW 40/55")
    rows = [
        "1;M8;2026-01-20;E;A-E;begrijpend lezen;Toets BL;Toetser;3",
        "1;M8;2026-01-20;D;A-E;spelling;Toets SP;Toetser;3",
    ]
    results(store, tmp_path, "niveau;niveauschaal", rows, name="resultaten2")
    (row,) = said(store, TODAY, "LWO-1")
    assert row["outcome"] == "too_little"
    assert row["sentence"] == (
        "Er is geen DLE bij begrijpend lezen, waar het niveau het laagste is: hoe groot de"
        " leerachterstand is, is niet te zeggen."
    )


@pytest.mark.parametrize(
    ("group", "value", "fires"),
    [(8, "SP 50/60", True), (8, "SP 51/60", False), (6, "RW 29/35", True), (6, "RW 30/35", False)],
)
def test_an_end_level_of_at_most_groep_7(
    store: Store, tmp_path: Path, group: int, value: str, fires: bool
) -> None:
    """End of groep 7 is 50 months; 29 of 35 goes to 49.7 of 60, and 30 of 35 to 51.4."""
    behind(store, tmp_path, group, value)
    assert bool(said(store, TODAY, "OPP-5")) == fires


def test_an_end_level_in_words_and_an_opp_that_runs(store: Store, tmp_path: Path) -> None:
    behind(store, tmp_path, 6, "RW 28/35")
    (row,) = said(store, TODAY, "OPP-5")
    assert row["sentence"] == (
        "Het verwachte eindniveau, in maanden onderwijs, is: rekenen 48 (bij M6 28 na 35 maanden"
        " onderwijs). Eind groep 7 is 50."
    )
    assert said(store, TODAY, "OPP-5", limits={("OPP-5", "end_group"): 6.0}) == []
    assert said(store, TODAY, "OPP-5", limits={("OPP-5", "from_months"): 36.0}) == []
    take(store, tmp_path, "plannen", PLANS + "1;opp;2026-01-05;lopend;p1\n")
    assert said(store, TODAY, "OPP-5") == []


def test_a_functioning_level_stands_in_for_a_dle(store: Store, tmp_path: Path) -> None:
    """M5 is 25 months; after 35 months that goes to 42.9."""
    take(store, tmp_path, "leerlingen", PUPIL + "1;Noor;Wal;2016-03-09;2025-2026;a;6;\n")
    row = "1;M6;2026-01-19;M5;rekenen;Toets RW;Toetser;3"
    results(store, tmp_path, "functioneringsniveau", [row])
    (found,) = said(store, TODAY, "OPP-5")
    assert "rekenen 42,9 (bij M6 25 na 35 maanden onderwijs)" in found["sentence"]


@pytest.mark.parametrize(
    ("advice", "fires"), [("PRO", True), ("vmbo-b met lwoo", True), ("vmbo-b/k", False)]
)
def test_an_advice_for_pro_or_lwoo(store: Store, tmp_path: Path, advice: str, fires: bool) -> None:
    take(store, tmp_path, "leerlingen", PUPIL + "1;Noor;Wal;2014-03-09;2025-2026;a;8;\n")
    text = f"leerling_id;schooljaar;soort;advies;datum\n1;2025-2026;voorlopig;{advice};2026-01-20\n"
    take(store, tmp_path, "adviezen", text)
    rows = said(store, TODAY, "OPP-5")
    assert [row["sentence"] for row in rows] == (
        [f"Het advies is {advice.lower()}."] if fires else []
    )


EVALUATED = "1;handelingsplan;2025-09-01;geevalueerd;p1\n"


@pytest.mark.parametrize(
    ("group", "values", "plan", "fires"),
    [
        (6, ("RW 29/35", "SP 29/35"), EVALUATED, True),
        (6, ("RW 30/35", "SP 29/35"), EVALUATED, False),
        (6, ("RW 29/35", "SP 29/35"), EVALUATED.replace("geevalueerd", "lopend"), False),
        (6, ("RW 29/35", "SP 29/35"), "", False),
        (3, ("TL 4/10",), EVALUATED, True),
        (3, ("TL 5/10",), EVALUATED, False),
        (3, ("RW 4/10", "SP 4/10"), EVALUATED, False),
    ],
)
def test_half_a_year_behind_after_help_that_was_evaluated(
    store: Store, tmp_path: Path, group: int, values: tuple[str, ...], plan: str, fires: bool
) -> None:
    behind(store, tmp_path, group, *values)
    if plan:
        take(store, tmp_path, "plannen", PLANS + plan)
    assert bool(said(store, TODAY, "DBL-1")) == fires


def test_half_a_year_behind_in_words(store: Store, tmp_path: Path) -> None:
    behind(store, tmp_path, 6, "RW 25/35", "SP 29/35")
    take(store, tmp_path, "plannen", PLANS + "1;handelingsplan;2025-09-01;lopend;p1\n")
    take(store, tmp_path, "evaluaties", "plan_id;datum\np1;2026-01-26\n")
    (row,) = said(store, TODAY, "DBL-1")
    assert row["sentence"] == (
        "De achterstand in maanden is: rekenen 10 en spelling 6. Er is hulp geweest die is"
        " geëvalueerd."
    )
    assert row["severity"] == "actie"


def test_the_worked_examples_of_months_behind(store: Store, tmp_path: Path) -> None:
    with shared_file("domain", "rekenvoorbeelden.csv").open(encoding="utf-8") as lines:
        rows = [
            (row["invoer"], row["verwacht"])
            for row in csv.DictReader(lines, delimiter=";")
            if row["onderwerp"] == "achterstand"
        ]
    assert rows == [("DLE 20, DL 45", "-25 maanden"), ("DLE 35, DL 51", "-16 maanden")]
    behind(store, tmp_path, 7, "RW 20/45", "SP 35/51")
    take(store, tmp_path, "plannen", PLANS + EVALUATED)
    (row,) = said(store, TODAY, "DBL-1")
    assert "rekenen 25 en spelling 16." in row["sentence"]


def test_low_levels_without_a_dle_after_help(store: Store, tmp_path: Path) -> None:
    behind(store, tmp_path, 6, "RW 25/35")
    row = "1;M6;2026-01-20;E;A-E;spelling;Toets SP;Toetser;3"
    results(store, tmp_path, "niveau;niveauschaal", [row], name="resultaten2")
    assert said(store, TODAY, "DBL-1") == []
    take(store, tmp_path, "plannen", PLANS + EVALUATED)
    (found,) = said(store, TODAY, "DBL-1")
    assert found["outcome"] == "too_little"
