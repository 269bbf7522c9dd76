"""OPP-1 to OPP-4 and TLV-1: what extra support obliges to."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.signals.small_school import PUPILS, said, take

TOLD = {("OPP-1", "extra"): 4.0, ("OPP-2", "extra"): 4.0}
OPP = (
    "plan_id;leerling_id;soort;begindatum;vastgesteld_op;status;uitstroombestemming;onderbouwing;"
    "belemmerende_factoren;bevorderende_factoren;ouders_akkoord_op;leerling_gehoord_op\n"
)
WHOLE = "vmbo-b;Werkt traag;Aandacht;Humor;2025-09-20;2025-09-10"


def support(store: Store, folder: Path, *rows: str) -> None:
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "ondersteuning", "\n".join(["leerling_id;niveau;vanaf;tot", *rows]) + "\n")


def opps(store: Store, folder: Path, *rows: str) -> None:
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "plannen", OPP + "\n".join(rows) + "\n")


def test_extra_support_without_an_opp(store: Store, tmp_path: Path) -> None:
    support(store, tmp_path, "1;ON 4;2026-02-02;", "2;3;2026-02-02;")
    (signal,) = said(store, TODAY, "OPP-1", "OPP-2", limits=TOLD)
    assert (signal["rule"], signal["pupil"], signal["outcome"]) == ("OPP-1", "1", "signal")
    assert signal["since"] == date(2026, 2, 2)
    assert signal["sentence"] == (
        "Er is extra ondersteuning (ON 4) sinds 2 feb 2026, en er is geen vastgesteld OPP."
    )


def test_which_level_is_extra_must_be_told(store: Store, tmp_path: Path) -> None:
    """The lowest level is extra nowhere, so it asks for nothing."""
    support(store, tmp_path, "1;ON 4;2026-02-02;", "2;ON 1;2026-02-02;")
    (signal,) = said(store, TODAY, "OPP-1")
    assert (signal["pupil"], signal["outcome"]) == ("1", "too_little")
    assert signal["sentence"] == (
        "Er is geen OPP. Of ON 4 extra ondersteuning is, is niet ingesteld."
    )


def test_a_level_without_a_number_is_not_known(store: Store, tmp_path: Path) -> None:
    support(store, tmp_path, "1;licht;2025-09-01;")
    (found,) = said(store, TODAY, "OPP-1", "OPP-2", limits=TOLD)
    assert (found["rule"], found["outcome"]) == ("OPP-2", "too_little")


@pytest.mark.parametrize(("begins", "rule"), [("2025-12-29", "OPP-1"), ("2025-12-28", "OPP-2")])
def test_six_weeks_after_the_support_began(
    store: Store, tmp_path: Path, begins: str, rule: str
) -> None:
    """From 29 December to 9 February are 42 days; one day more is too late."""
    support(store, tmp_path, f"1;ON 4;{begins};")
    (signal,) = said(store, TODAY, "OPP-1", "OPP-2", limits=TOLD)
    assert signal["rule"] == rule


def test_six_weeks_count_from_entry_for_who_came_with_support(store: Store, tmp_path: Path) -> None:
    came = "leerling_id;roepnaam;achternaam;schooljaar;groep;instroomdatum\n1;A;B;2025-2026;6a;"
    take(store, tmp_path, "leerlingen", f"{came}2026-01-05\n")
    rows = "leerling_id;niveau;vanaf\n1;ON 5;2024-09-01\n"
    take(store, tmp_path, "ondersteuning", rows)
    assert said(store, date(2026, 2, 16), "OPP-2", limits=TOLD) == []
    (signal,) = said(store, date(2026, 2, 17), "OPP-2", limits=TOLD)
    assert signal["since"] == date(2026, 2, 17)
    assert signal["limit_said"] == "uiterlijk 16 feb 2026"


def test_levels_that_follow_each_other_are_one_time_of_support(
    store: Store, tmp_path: Path
) -> None:
    """A day in between breaks it: pupil 2 got support anew."""
    support(
        store,
        tmp_path,
        "1;ON 4;2025-10-01;2026-01-31",
        "1;ON 5;2026-02-01;",
        "2;ON 4;2025-10-01;2026-01-31",
        "2;ON 5;2026-02-02;",
    )
    found = said(store, TODAY, "OPP-1", "OPP-2", limits=TOLD)
    assert {(one["pupil"], one["rule"]) for one in found} == {("1", "OPP-2"), ("2", "OPP-1")}


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("2025-09-01;2025-09-15;lopend", 0),
        ("2025-09-01;;lopend", 0),
        ("2025-09-01;2026-02-10;lopend", 1),
        ("2025-09-01;;concept", 1),
        ("2025-09-01;2025-09-15;afgesloten", 1),
    ],
)
def test_only_an_established_opp_settles_it(
    store: Store, tmp_path: Path, row: str, count: int
) -> None:
    support(store, tmp_path, "1;ON 4;2025-09-01;")
    opps(store, tmp_path, f"O1;1;opp;{row};{WHOLE}")
    assert len(said(store, TODAY, "OPP-2", limits=TOLD)) == count


def test_support_that_ended_asks_for_nothing(store: Store, tmp_path: Path) -> None:
    support(store, tmp_path, "1;ON 4;2025-09-01;2026-02-08")
    assert said(store, TODAY, "OPP-1", "OPP-2", limits=TOLD) == []


def test_six_weeks_before_the_end_of_the_school_year(store: Store, tmp_path: Path) -> None:
    """42 days before 31 July is 19 June."""
    opps(store, tmp_path, f"O1;1;opp;2025-09-15;2025-09-15;lopend;{WHOLE}")
    assert said(store, date(2026, 6, 18), "OPP-3") == []
    (signal,) = said(store, date(2026, 6, 19), "OPP-3")
    assert (signal["since"], signal["limit_said"]) == (date(2026, 6, 19), "uiterlijk 31 jul 2026")


@pytest.mark.parametrize(
    ("with_parents", "outcomes"), [("ja", []), ("nee", ["signal"]), ("", ["too_little"])]
)
def test_the_parents_must_have_been_there(
    store: Store, tmp_path: Path, with_parents: str, outcomes: list[str]
) -> None:
    opps(store, tmp_path, f"O1;1;opp;2025-09-15;2025-09-15;lopend;{WHOLE}")
    rows = f"plan_id;datum;met_ouders\nO1;2026-02-02;{with_parents}\n"
    take(store, tmp_path, "evaluaties", rows)
    assert [one["outcome"] for one in said(store, date(2026, 6, 19), "OPP-3")] == outcomes


def test_what_is_not_known_of_last_year_says_nothing_about_this_one(
    store: Store, tmp_path: Path
) -> None:
    opps(store, tmp_path, f"O1;1;opp;2024-09-15;2024-09-15;lopend;{WHOLE}")
    take(store, tmp_path, "evaluaties", "plan_id;datum;met_ouders\nO1;2025-06-20;\n")
    assert [one["outcome"] for one in said(store, TODAY, "OPP-3")] == ["too_little"]
    assert [one["outcome"] for one in said(store, date(2026, 6, 19), "OPP-3")] == ["signal"]


def test_once_a_school_year_and_not_within_twelve_months(store: Store, tmp_path: Path) -> None:
    opps(store, tmp_path, f"O1;1;opp;2024-09-15;2024-09-15;lopend;{WHOLE}")
    assert [one["since"] for one in said(store, TODAY, "OPP-3")] == [date(2025, 8, 1)]
    take(store, tmp_path, "evaluaties", "plan_id;datum;met_ouders\nO1;2025-06-20;ja\n")
    assert said(store, TODAY, "OPP-3") == []
    (signal,) = said(store, date(2026, 6, 19), "OPP-3")
    assert signal["sentence"] == (
        "Het OPP is voor het laatst met de ouders geëvalueerd op 20 jun 2025."
        " Dat hoort elk schooljaar te gebeuren."
    )


def test_what_an_opp_lacks(store: Store, tmp_path: Path) -> None:
    opps(
        store,
        tmp_path,
        f"O1;1;opp;2025-09-15;2025-09-15;lopend;{WHOLE}",
        "O2;2;opp;2025-09-15;2025-09-15;lopend;vmbo-b;Werkt traag;;Humor;;",
    )
    (signal,) = said(store, TODAY, "OPP-4", "PLN-4")
    assert (signal["pupil"], signal["rule"], signal["weight"]) == ("2", "OPP-4", 3)
    assert signal["sentence"] == (
        "In het OPP ontbreken belemmerende factoren, de instemming van de ouders en"
        " de mening van de leerling."
    )


@pytest.mark.parametrize(("made", "count"), [("2025-07-31", 0), ("2025-08-01", 1)])
def test_the_pupil_is_heard_since_august_2025(
    store: Store, tmp_path: Path, made: str, count: int
) -> None:
    row = f"O1;1;opp;{made};{made};lopend;vmbo-b;Werkt traag;Aandacht;Humor;2025-09-20;"
    opps(store, tmp_path, row)
    found = said(store, TODAY, "OPP-4")
    assert [one["sentence"] for one in found] == [
        "In het OPP ontbreekt de mening van de leerling."
    ] * count


def test_an_opp_of_which_nothing_was_delivered(store: Store, tmp_path: Path) -> None:
    opps(store, tmp_path, "O1;1;opp;2025-09-15;;lopend;;;;;;")
    assert [one["outcome"] for one in said(store, TODAY, "OPP-4")] == ["too_little"]
