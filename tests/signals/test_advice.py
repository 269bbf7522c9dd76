"""ADV-1 and ADV-3: the advice for secondary education."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.signals.small_school import said, take

MARCH = date(2026, 3, 20)
PUPILS = (
    "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
    "1;Noor;Wal;2014-03-09;2025-2026;8a;8;\n"
    "2;Bo;Wit;2016-01-05;2025-2026;6a;6;\n"
)
ADVICE = "leerling_id;schooljaar;soort;advies;datum;onderbouwing\n"


def advised(store: Store, folder: Path, *rows: str) -> None:
    """Rows of pupil 1: "voorlopig;havo;2026-01-20;"."""
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "adviezen", ADVICE + "".join(f"1;2025-2026;{row}\n" for row in rows))


@pytest.mark.parametrize(
    ("provisional", "test", "outcome"),
    [
        ("havo", "havo/vwo", "signal"),
        ("HAVO", "HAVO_TM_VWO", "signal"),
        ("vmbo-k", "vmbo-k/gt", "signal"),
        ("vmbo-bb/kb", "vmbo-kb", "signal"),
        ("vmbo-gl/tl", "vmbo-gl/tl / havo", "signal"),
        ("havo/vwo", "havo", None),
        ("havo", "havo", None),
        ("vmbo-gt", "mavo", None),
        ("pro", "vmbo-b", None),
        ("40", "havo", "too_little"),
        ("40", "40", None),
    ],
)
def test_a_higher_advice_of_the_test(
    store: Store, tmp_path: Path, provisional: str, test: str, outcome: str | None
) -> None:
    """CBS takes pro and vmbo-b together, so they are no difference."""
    advised(
        store,
        tmp_path,
        f"voorlopig;{provisional};2026-01-20;",
        f"toetsadvies;{test};2026-03-12;",
    )
    rows = said(store, MARCH, "ADV-1")
    assert [row["outcome"] for row in rows] == ([outcome] if outcome else [])


def test_in_words_with_its_evidence(store: Store, tmp_path: Path) -> None:
    advised(store, tmp_path, "voorlopig;HAVO;2026-01-20;", "toetsadvies;HAVO_TM_VWO;2026-03-12;")
    (row,) = said(store, MARCH, "ADV-1")
    assert (row["pupil"], row["severity"], row["since"]) == ("1", "actie", date(2026, 3, 12))
    assert row["sentence"] == (
        "Het toetsadvies (havo/vwo) is hoger dan het voorlopig advies (havo), en het advies is niet"
        " bijgesteld."
    )
    assert [one["day"] for one in row["evidence"]] == [date(2026, 1, 20), date(2026, 3, 12)]
    assert said(store, date(2026, 3, 11), "ADV-1") == []
    assert said(store, date(2026, 8, 1), "ADV-1") == []


@pytest.mark.parametrize(
    ("final", "fires"),
    [
        ("bijgesteld;havo/vwo;2026-03-18;", False),
        ("definitief;vwo;2026-03-18;", False),
        ("definitief;havo;2026-03-18;", True),
        ("definitief;havo;2026-03-18;Niet in het belang van de leerling", False),
    ],
)
def test_a_definitive_advice_that_is_as_high_or_has_reasons(
    store: Store, tmp_path: Path, final: str, fires: bool
) -> None:
    advised(
        store,
        tmp_path,
        "voorlopig;havo;2026-01-20;",
        "toetsadvies;havo/vwo;2026-03-12;",
        final,
    )
    assert bool(said(store, MARCH, "ADV-1")) == fires


def test_an_advice_that_is_late(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    assert said(store, date(2026, 1, 31), "ADV-3") == []
    (row,) = said(store, date(2026, 2, 1), "ADV-3")
    assert (row["pupil"], row["subject"], row["since"]) == ("1", "voorlopig", date(2026, 2, 1))
    assert row["sentence"] == (
        "Het voorlopig advies moest er uiterlijk 31 jan 2026 zijn, en is er niet."
    )
    assert len(said(store, date(2026, 3, 24), "ADV-3")) == 1
    assert [row["subject"] for row in said(store, date(2026, 3, 25), "ADV-3")] == [
        "voorlopig",
        "definitief",
    ]
    assert said(store, date(2026, 8, 1), "ADV-3") == []


def test_an_advice_makes_it_go_away(store: Store, tmp_path: Path) -> None:
    advised(store, tmp_path, "voorlopig;havo;2026-02-03;", "definitief;havo;2026-03-27;")
    assert len(said(store, date(2026, 2, 2), "ADV-3")) == 1
    assert said(store, date(2026, 2, 3), "ADV-3") == []
    assert [row["subject"] for row in said(store, date(2026, 3, 25), "ADV-3")] == ["definitief"]
    assert said(store, date(2026, 3, 27), "ADV-3") == []
