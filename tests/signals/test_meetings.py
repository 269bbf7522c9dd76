"""BSP-1, AFS-1, PLN-6: who is not discussed, what was not done, what nobody answered."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.signals.absences import CALENDAR, hours
from tests.signals.small_school import PUPILS, said, take

SUPPORT = "leerling_id;niveau;vanaf;tot\n"
MEETINGS = "leerling_id;groep;schooljaar;datum;bespreking;vertrouwelijk\n"


def supported(store: Store, folder: Path, *rows: str) -> None:
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "ondersteuning", SUPPORT + "\n".join(rows) + "\n")


@pytest.mark.parametrize(("held", "count"), [("2025-12-01", 0), ("2025-11-30", 1)])
def test_ten_weeks_without_a_meeting(store: Store, tmp_path: Path, held: str, count: int) -> None:
    """From 1 December to 9 February are 70 days, from 30 November 71."""
    supported(store, tmp_path, "1;ON 3;2025-08-18;")
    take(store, tmp_path, "besprekingen", f"{MEETINGS}1;;;{held};leerlingbespreking;\n")
    found = said(store, TODAY, "BSP-1")
    assert [one["since"] for one in found] == [TODAY] * count
    assert [one["sentence"] for one in found] == [
        "De laatste bespreking was op 30 nov 2025. Bij ON 3 is dat langer dan 10 weken."
    ] * count


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("1;;2026-01-12;leerlingbespreking;Goed", 0),
        ("1;;2026-01-12;ondersteuningsteam;Goed", 0),
        (";6a;2026-01-12;groepsbespreking;Goed", 0),
        ("1;;2026-01-12;gesprek_ouders;Goed", 1),
        ("2;;2026-01-12;leerlingbespreking;Goed", 1),
        ("1;;2026-02-10;leerlingbespreking;Goed", 1),
    ],
)
def test_which_notes_are_a_meeting(store: Store, tmp_path: Path, row: str, count: int) -> None:
    supported(store, tmp_path, "1;ON 3;2025-08-18;")
    head = "leerling_id;groep;datum;soort;tekst\n"
    take(store, tmp_path, "notities", f"{head}{row}\n")
    assert len(said(store, TODAY, "BSP-1")) == count


def test_below_the_level_and_since_a_short_time_asks_for_nothing(
    store: Store, tmp_path: Path
) -> None:
    supported(store, tmp_path, "1;ON 2;2025-08-18;", "2;ON 4;2025-12-01;")
    assert said(store, TODAY, "BSP-1") == []
    (signal,) = said(store, date(2026, 2, 10), "BSP-1")
    assert (signal["pupil"], signal["sentence"]) == (
        "2",
        "Er is nog geen bespreking geweest. Bij ON 4 is dat langer dan 10 weken.",
    )


def test_a_level_without_a_number_says_so(store: Store, tmp_path: Path) -> None:
    supported(store, tmp_path, "1;zwaar;2025-08-18;", "2;zwaar;2025-08-18;2025-10-01")
    (found,) = said(store, TODAY, "BSP-1")
    assert (found["pupil"], found["outcome"]) == ("1", "too_little")


def test_a_confidential_meeting_counts_and_is_not_named(store: Store, tmp_path: Path) -> None:
    supported(store, tmp_path, "1;ON 3;2025-08-18;")
    take(store, tmp_path, "besprekingen", f"{MEETINGS}1;;;2025-10-06;ondersteuningsteam;ja\n")
    assert said(store, date(2025, 12, 15), "BSP-1") == []
    (signal,) = said(store, TODAY, "BSP-1")
    assert "okt" not in signal["sentence"]
    assert [one["fact"] for one in signal["evidence"]] == ["support_level"]


def test_an_agreement_is_late_the_day_after(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "leerlingen", PUPILS)
    rows = (
        "leerling_id;groep;wat;uiterlijk;gedaan_op\n"
        "1;;Noor bellen;2026-02-08;\n"
        "1;;Vandaag klaar;2026-02-09;\n"
        "2;;Gedaan;2026-02-01;2026-02-02\n"
        "2;;Zonder dag;;\n"
        ";6a;Plan maken;2026-02-06;\n"
    )
    take(store, tmp_path, "afspraken", rows)
    group, pupil = said(store, TODAY, "AFS-1")
    assert (group["pupil_id"], group["since"]) == (None, date(2026, 2, 7))
    assert (pupil["pupil"], pupil["since"]) == ("1", TODAY)
    assert pupil["sentence"] == (
        "Een afspraak zou uiterlijk 8 feb 2026 klaar zijn en staat nog open."
    )


def _away(store: Store, folder: Path) -> None:
    """Pupil 1 has a signal of severity actie, of 5 November."""
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "schoolkalender", CALENDAR)
    rows = hours("1", ("2025-11-04", 8), ("2025-11-05", 8))
    take(store, folder, "verzuim", "\n".join(["leerling_id;datum;dagdeel;uren;soort", *rows]))


def _unanswered(store: Store) -> list[dict[str, object]]:
    return [one for one in said(store, TODAY, "VRZ-1", "PLN-6") if one["rule"] == "PLN-6"]


def test_a_signal_that_nobody_answered(store: Store, tmp_path: Path) -> None:
    _away(store, tmp_path)
    (signal,) = _unanswered(store)
    assert (signal["pupil"], signal["since"], signal["weight"]) == ("1", date(2025, 11, 5), 1)
    assert signal["sentence"] == (
        "Er is nog geen plan, bespreking of besluit na dit signaal: Er was 16 uur ongeoorloofd"
        " verzuim van 4 nov 2025 tot en met 5 nov 2025, binnen vier schoolweken."
    )


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("plannen", "leerling_id;soort;begindatum;status\n1;handelingsplan;2025-09-01;lopend", 0),
        ("plannen", "leerling_id;soort;begindatum;status\n1;handelingsplan;2025-09-01;concept", 1),
        ("plannen", "leerling_id;soort;begindatum;status\n2;handelingsplan;2025-09-01;lopend", 1),
        ("plannen", "groep;soort;begindatum;leerlijn\n6a;groepsplan;2025-09-01;rekenen", 1),
        ("besprekingen", f"{MEETINGS}1;;;2025-11-05;ondersteuningsteam;", 0),
        ("besprekingen", f"{MEETINGS}1;;;2025-11-04;ondersteuningsteam;", 1),
        ("besluiten", "leerling_id;besluit;besloten_op\n1;Thuis bellen;2025-11-06", 0),
        ("verwijzingen", "leerling_id;soort;aangevraagd_op\n1;jeugdhulp;2025-11-06", 0),
        ("signaalbesluiten", "leerling_id;regel;sinds;besluit\n1;VRZ-1;2025-11-05;geen actie", 0),
        ("signaalbesluiten", "leerling_id;regel;sinds;besluit\n1;VRZ-1;2025-09-05;geen actie", 1),
    ],
)
def test_what_answers_a_signal(
    store: Store, tmp_path: Path, name: str, text: str, count: int
) -> None:
    _away(store, tmp_path)
    take(store, tmp_path, name, f"{text}\n")
    assert len(_unanswered(store)) == count
