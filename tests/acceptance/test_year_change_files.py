"""The two synthetic school years of ../shared, by the facts in their README.

One moves up, one stays down, one comes, one leaves, one has a dummy key: that key may recognise
nobody in a later file and no birth date is given, so whose it was is asked about.  The twin of our
own making is in tests/intake/test_year_change.py.
"""

from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import taken_in
from tests.shared_files import shared_file

pytestmark = pytest.mark.shared


def test_one_school_goes_from_one_school_year_to_the_next(store: Store, tmp_path: Path) -> None:
    for year in ("2024-2025", "2025-2026"):
        file = shared_file("formats", "synthetic", f"edexml21_synthetisch_{year}.xml")
        report = taken_in(store, tmp_path, file.name, file.read_bytes())
    change = report.year_change
    assert change is not None
    assert (change.year_before, change.school_year) == ("2024-2025", "2025-2026")
    assert change.counts == {
        "moved_on": 1,
        "doubled": 1,
        "came": 2,
        "left_after_8": 1,
        "missing": 1,
    }
    (asked,) = change.missing
    assert (asked.call_name, asked.group_before, asked.has_namesake) == ("Noor", "4/5/6", True)
    who = {one.call_name: one.kind for one in change.pupils if one.kind != "missing"}
    assert who == {
        "Çem": "doubled",
        "Jip": "left_after_8",
        "Alleenroepnaam": "came",
        "Noor": "came",
    }
    with store.read() as cursor:
        kept = cursor.execute(
            "select school_year, count(*) from placement where closed_by is null and is_home"
            " group by 1 order by 1"
        ).fetchall()
    assert kept == [("2024-2025", 4), ("2025-2026", 4)], "last year stays as it was"
