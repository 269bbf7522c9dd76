"""NIV-9: a test of the calendar of which there is no result and no reason."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.signals.small_school import PUPILS, results, said, take

CALENDAR = (
    "jaargroep;moment;leerlijn;toets;van;tot\n6;M6;rekenen;Rekentoets;2026-01-15;2026-02-15\n"
)
LATE = date(2026, 2, 16)


def test_after_the_last_day_of_its_window(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "toetskalender", CALENDAR)
    results(
        store,
        tmp_path,
        "niveau;niveauschaal",
        ["2;M6;2026-02-03;C;A-E;rekenen;Rekentoets;Toetser;3"],
    )
    assert said(store, date(2026, 2, 15), "NIV-9") == []
    (row,) = said(store, LATE, "NIV-9")
    assert (row["pupil"], row["since"], row["severity"]) == ("1", LATE, "aandacht")
    assert row["sentence"] == (
        "Rekenen M6 stond op de toetskalender tot en met 15 feb 2026. Er is geen resultaat, en ook"
        " geen reden waarom niet."
    )
    assert said(store, LATE, "NIV-9", limits={("NIV-9", "days"): 7.0}) == []


@pytest.mark.parametrize(
    ("moment", "reason", "missing"),
    [
        ("M6", "ziek", False),
        ("M6", "eigen_leerlijn", False),
        ("M6", "vrijgesteld", False),
        ("M6", "nog_niet", True),
        ("E5", "ziek", True),
    ],
)
def test_a_reason_of_this_moment_is_enough(
    store: Store, tmp_path: Path, moment: str, reason: str, missing: bool
) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "toetskalender", CALENDAR)
    day = "2026-02-03" if moment == "M6" else "2025-06-03"
    row = f"1;{moment};{day};{reason};rekenen;Rekentoets;Toetser;3"
    results(store, tmp_path, "reden_geen_resultaat", [row])
    assert ("1" in [row["pupil"] for row in said(store, LATE, "NIV-9")]) == missing


def test_a_test_of_another_year_group_is_a_result_too(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "toetskalender", CALENDAR)
    row = "1;M5;2026-02-03;C;A-E;rekenen;Rekentoets;Toetser;3"
    results(store, tmp_path, "niveau;niveauschaal", [row])
    assert [row["pupil"] for row in said(store, LATE, "NIV-9")] == ["2"]


def test_who_came_later_or_is_in_another_year_group_is_not_expected(
    store: Store, tmp_path: Path
) -> None:
    pupils = (
        "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
        "1;Noor;Wal;2016-03-09;2025-2026;6a;6;2026-01-15\n"
        "2;Bo;Wit;2016-01-05;2025-2026;6a;6;2026-01-16\n"
        "3;Pim;Zee;2017-01-05;2025-2026;5a;5;2021-01-05\n"
    )
    take(store, tmp_path, "leerlingen", pupils)
    take(store, tmp_path, "toetskalender", CALENDAR)
    rows = said(store, LATE, "NIV-9")
    assert [row["pupil"] for row in rows if row["outcome"] == "signal"] == ["1"]
    assert [row["outcome"] for row in rows if row["group_id"]] == ["too_little"]


def test_who_reads_beyond_avi_needs_no_card_more(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "toetskalender", CALENDAR.replace("rekenen;Rekentoets", "tekstlezen;AVI"))
    results(store, tmp_path, "avi", ["1;E5;2025-06-03;Plus;tekstlezen;AVI;Toetser;1"])
    assert [row["pupil"] for row in said(store, LATE, "NIV-9")] == ["2"]


def test_without_a_calendar_each_group_says_so_once(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    (row,) = said(store, LATE, "NIV-9")
    assert (row["outcome"], row["pupil"], row["since"]) == ("too_little", None, date(2025, 8, 1))
    assert row["sentence"] == (
        "Voor deze groep is er dit schooljaar geen toetskalender: of er een resultaat ontbreekt, is"
        " niet te zeggen."
    )


def test_a_moment_is_asked_for_until_the_one_after_the_next(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    take(store, tmp_path, "toetskalender", CALENDAR)
    assert len(said(store, date(2026, 6, 1), "NIV-9")) == 2
    later = [row for row in said(store, date(2027, 1, 20), "NIV-9") if row["outcome"] == "signal"]
    assert later == []
