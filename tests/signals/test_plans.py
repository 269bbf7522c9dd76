"""PLN-1 to PLN-5: what the days of plans say.  Borders: the day before, the day itself, after."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.signals.small_school import PUPILS, said, take

LEFT = "leerling_id;roepnaam;achternaam;schooljaar;groep;uitstroomdatum\n"


def plans(store: Store, folder: Path, columns: str, *rows: str) -> None:
    """Plans with their number, kind and first day, and these columns."""
    take(store, folder, "leerlingen", PUPILS)
    head = f"plan_id;leerling_id;groep;soort;begindatum;status;{columns}"
    take(store, folder, "plannen", "\n".join([head, *rows]) + "\n")


def evaluations(store: Store, folder: Path, *rows: str) -> None:
    take(store, folder, "evaluaties", "\n".join(["plan_id;datum", *rows]) + "\n")


def test_the_day_of_the_evaluation_itself_is_not_overdue(store: Store, tmp_path: Path) -> None:
    plans(store, tmp_path, "evaluatiedatum", "P1;1;;handelingsplan;2025-12-01;lopend;2026-02-06")
    assert said(store, date(2026, 2, 6), "PLN-1") == []
    (signal,) = said(store, date(2026, 2, 7), "PLN-1")
    assert (signal["pupil"], signal["severity"]) == ("1", "actie")
    assert signal["since"] == date(2026, 2, 7)
    assert signal["sentence"] == (
        "Handelingsplan: de evaluatie was afgesproken voor 6 feb 2026 en is er nog niet."
    )
    (later,) = said(store, date(2026, 5, 1), "PLN-1")
    assert (later["since"], later["weight"]) == (signal["since"], signal["weight"])


@pytest.mark.parametrize(("evaluated", "count"), [("2026-02-05", 1), ("2026-02-06", 0)])
def test_an_evaluation_of_that_day_or_later_settles_it(
    store: Store, tmp_path: Path, evaluated: str, count: int
) -> None:
    plans(store, tmp_path, "evaluatiedatum", "P1;1;;handelingsplan;2025-12-01;lopend;2026-02-06")
    evaluations(store, tmp_path, f"P1;{evaluated}")
    assert len(said(store, TODAY, "PLN-1")) == count


def test_on_an_earlier_day_what_came_later_does_not_count(store: Store, tmp_path: Path) -> None:
    columns = "evaluatiedatum;ondertekend_op"
    row = "P1;1;;handelingsplan;2025-12-01;lopend;2026-01-09;2026-01-20"
    plans(store, tmp_path, columns, row)
    evaluations(store, tmp_path, "P1;2026-01-20")
    before = said(store, date(2026, 1, 19), "PLN-1", "PLN-4")
    assert [one["rule"] for one in before] == ["PLN-1", "PLN-4"]
    assert said(store, date(2026, 1, 20), "PLN-1", "PLN-4") == []


@pytest.mark.parametrize(
    ("status", "count"),
    [("lopend", 1), ("", 1), ("concept", 0), ("geevalueerd", 0), ("afgesloten", 0)],
)
def test_the_status_decides_too(store: Store, tmp_path: Path, status: str, count: int) -> None:
    row = f"P1;1;;handelingsplan;2025-12-01;{status};2026-02-06"
    plans(store, tmp_path, "evaluatiedatum", row)
    assert len(said(store, TODAY, "PLN-1")) == count


def test_a_plan_of_a_group_is_a_signal_of_the_group(store: Store, tmp_path: Path) -> None:
    plans(store, tmp_path, "evaluatiedatum", "P1;;6a;groepsplan;2025-12-01;lopend;2026-02-06")
    (signal,) = said(store, TODAY, "PLN-1")
    assert signal["pupil_id"] is None
    assert signal["group_id"] is not None


def test_a_pupil_who_left_gives_no_signal(store: Store, tmp_path: Path) -> None:
    rows = "P1;1;;handelingsplan;2025-12-01;lopend;2026-02-06"
    plans(store, tmp_path, "evaluatiedatum", rows)
    take(store, tmp_path, "leerlingen", LEFT + "1;Noor;Wal;2025-2026;6a;2026-02-08\n")
    assert said(store, TODAY, "PLN-1") == []


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (date(2026, 2, 8), 0),
        (date(2026, 2, 9), 1),
        (date(2026, 2, 23), 1),
        (date(2026, 2, 24), 0),
    ],
)
def test_an_evaluation_comes_within_fourteen_days(
    store: Store, tmp_path: Path, today: date, count: int
) -> None:
    plans(store, tmp_path, "evaluatiedatum", "P1;1;;handelingsplan;2025-12-01;lopend;2026-02-23")
    found = said(store, today, "PLN-2")
    assert [one["since"] for one in found] == [date(2026, 2, 9)] * count


def test_a_school_may_want_to_know_earlier(store: Store, tmp_path: Path) -> None:
    plans(store, tmp_path, "evaluatiedatum", "P1;1;;handelingsplan;2025-12-01;lopend;2026-03-02")
    assert said(store, TODAY, "PLN-2") == []
    (signal,) = said(store, TODAY, "PLN-2", limits={("PLN-2", "days"): 21})
    assert signal["sentence"] == "Handelingsplan: de evaluatie is afgesproken voor 2 mrt 2026."
    assert signal["limit_said"] == "binnen 21 dagen"


def test_a_running_plan_without_a_day_of_evaluation(store: Store, tmp_path: Path) -> None:
    plans(
        store,
        tmp_path,
        "evaluatiedatum;einddatum",
        "P1;1;;handelingsplan;2026-02-09;lopend;;",
        "P2;2;;handelingsplan;2026-02-10;lopend;;",
        "P3;2;;handelingsplan;2025-12-01;lopend;;2026-02-08",
        "P4;2;;handelingsplan;2025-12-01;lopend;2026-03-01;",
    )
    (signal,) = said(store, TODAY, "PLN-3")
    assert (signal["pupil"], signal["since"]) == ("1", TODAY)
    assert signal["sentence"] == (
        "Handelingsplan loopt sinds 9 feb 2026, en er is geen dag voor de evaluatie."
    )


@pytest.mark.parametrize(("begins", "count"), [("2026-01-25", 1), ("2026-01-26", 0)])
def test_a_signature_is_missing_after_fourteen_days(
    store: Store, tmp_path: Path, begins: str, count: int
) -> None:
    """From 25 January to 9 February are 15 days, from 26 January 14."""
    plans(store, tmp_path, "ondertekend_op", f"P1;1;;handelingsplan;{begins};lopend;")
    found = said(store, TODAY, "PLN-4")
    assert [one["since"] for one in found] == [TODAY] * count


def test_a_signature_or_an_agreement_is_enough(store: Store, tmp_path: Path) -> None:
    plans(
        store,
        tmp_path,
        "ondertekend_op;ouders_akkoord_op",
        "P1;1;;handelingsplan;2025-12-01;lopend;2025-12-03;",
        "P2;2;;handelingsplan;2025-12-01;lopend;;2025-12-03",
        "P3;;6a;groepsplan;2025-12-01;lopend;;",
    )
    assert said(store, TODAY, "PLN-4") == []


@pytest.mark.parametrize(("begins", "count"), [("2025-11-08", 1), ("2025-11-09", 0)])
def test_three_months_without_an_evaluation(
    store: Store, tmp_path: Path, begins: str, count: int
) -> None:
    """From 8 November to 9 February are 93 days, from 9 November 92."""
    plans(
        store,
        tmp_path,
        "titel",
        f"P1;1;;handelingsplan;{begins};lopend;Lezen",
        f"P2;;6a;groepsplan;{begins};lopend;Rekenen",
        f"P3;2;;opp;{begins};lopend;OPP",
    )
    found = said(store, TODAY, "PLN-5")
    assert [one["since"] for one in found] == [TODAY] * 2 * count


def test_an_evaluation_in_between_counts_anew(store: Store, tmp_path: Path) -> None:
    plans(store, tmp_path, "titel", "P1;1;;handelingsplan;2025-09-01;lopend;Lezen")
    evaluations(store, tmp_path, "P1;2025-11-10")
    assert said(store, date(2026, 2, 10), "PLN-5") == []
    (signal,) = said(store, date(2026, 2, 11), "PLN-5")
    assert (
        signal["sentence"] == "Lezen is voor het laatst geëvalueerd op 10 nov 2025 en loopt door."
    )
    assert [one["fact"] for one in signal["evidence"]] == ["plan", "evaluation"]


def test_a_plan_without_a_first_day_says_so(store: Store, tmp_path: Path) -> None:
    plans(store, tmp_path, "titel", "P1;1;;handelingsplan;;lopend;Lezen")
    found = said(store, TODAY, "PLN-4", "PLN-5")
    assert [one["outcome"] for one in found] == ["too_little", "too_little"]
