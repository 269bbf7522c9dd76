"""line/school_years: in which school years there is something to see."""

from pathlib import Path

from ibdash.questions import ask
from ibdash.store import Store
from tests.line_school import YEAR, asked, fill, result
from tests.people import IB


def test_only_years_with_a_test_that_was_taken(store: Store, tmp_path: Path) -> None:
    rows = [
        result(1, "M5", "2024-2025", 60),
        result(2, "M5", "2024-2025", 61),
        result(1, "M6", YEAR, None, reden_geen_resultaat="ziek"),
    ]
    fill(store, tmp_path, [(key, YEAR, "6a", "6") for key in (1, 2)], rows)
    school_id = asked(store, "school").school_id
    found = ask(store, "line/school_years", who=IB, school_id=school_id).to_pylist()
    assert found == [{"school_year": "2024-2025"}]
