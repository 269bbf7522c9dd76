"""TLV-1: a declaration that ends."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.signals.small_school import PUPILS, said, take

DECLARATIONS = "leerling_id;soort;nummer;swv_nummer;vanaf;tot\n"
REFERRALS = "leerling_id;soort;aangevraagd_op;besluit_op;geldig_vanaf;geldig_tot\n"
ENDS = date(2026, 8, 8)


def declared(store: Store, folder: Path, until: str) -> None:
    take(store, folder, "leerlingen", PUPILS)
    rows = f"{DECLARATIONS}1;tlv;T1;PO2101;2024-08-01;{until}\n"
    take(store, folder, "verklaringen", rows)


@pytest.mark.parametrize(("until", "count"), [("2026-08-08", 1), ("2026-08-09", 0)])
def test_a_declaration_ends_within_half_a_year(
    store: Store, tmp_path: Path, until: str, count: int
) -> None:
    """From 9 February to 8 August are 180 days."""
    declared(store, tmp_path, until)
    found = said(store, TODAY, "TLV-1")
    assert [one["sentence"] for one in found] == [
        "De TLV loopt af op 8 aug 2026, en er is geen verlenging of besluit."
    ] * count


def test_it_is_worse_when_it_has_ended(store: Store, tmp_path: Path) -> None:
    declared(store, tmp_path, "2026-08-08")
    (last,) = said(store, ENDS, "TLV-1")
    (after,) = said(store, date(2026, 8, 9), "TLV-1")
    assert (last["weight"], after["weight"]) == (0, 1)
    assert last["since"] == after["since"] == TODAY


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("1;tlv_sbo;2026-01-10;2026-02-02;2026-08-09;2027-07-31", 0),
        ("1;tlv_sbo;2026-01-10;2026-02-09;;", 0),
        ("1;tlv_sbo;2026-02-09;;;", 1),
        ("1;jeugdhulp;2026-01-10;2026-02-09;;", 1),
    ],
)
def test_an_extension_or_a_decision_settles_it(
    store: Store, tmp_path: Path, row: str, count: int
) -> None:
    """A request that is not decided yet does not, and is told."""
    declared(store, tmp_path, "2026-08-08")
    take(store, tmp_path, "verwijzingen", f"{REFERRALS}{row}\n")
    found = said(store, TODAY, "TLV-1")
    assert len(found) == count
    if "tlv_sbo" in row and found:
        assert found[0]["sentence"] == (
            "De TLV loopt af op 8 aug 2026. Een nieuwe is gevraagd op 9 feb 2026,"
            " en er is nog geen besluit."
        )


def test_one_without_a_last_day_says_so(store: Store, tmp_path: Path) -> None:
    declared(store, tmp_path, "")
    assert [one["outcome"] for one in said(store, TODAY, "TLV-1")] == ["too_little"]
