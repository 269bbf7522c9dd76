"""Earlier intakes in words."""

from datetime import datetime
from typing import Any

import pytest

from ibdash.views import intake_history as history


def row(**values: Any) -> dict[str, Any]:
    return {
        "file_name": "a.csv",
        "changed_at": datetime(2026, 2, 9, 12, 30),
        "who": "Ina Fictief",
        "school": "De Proef",
        "school_year": "2025-2026",
        "kind": "result",
        "new_rows": 0,
        "changed_rows": 0,
        "same_rows": 0,
        "refused_rows": 0,
        **values,
    }


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {"new_rows": 1142, "changed_rows": 1, "refused_rows": 8},
            "1.142 resultaten nieuw, 1 gewijzigd, 8 geweigerd",
        ),
        ({"changed_rows": 1}, "1 resultaat gewijzigd"),
        ({"same_rows": 5}, "5 resultaten gelijk"),
        ({"kind": "pupil", "new_rows": 236}, "236 leerlingen nieuw"),
        ({"kind": None}, ""),
    ],
)
def test_what_came_in(values: dict[str, Any], text: str) -> None:
    assert history.what_came_in(row(**values)).replace("\u00a0", " ") == text


def test_what_it_was_about() -> None:
    assert history.past_sentence(row()) == (
        "Toetsresultaten van **De Proef, schooljaar 2025-2026**."
    )
    assert history.past_sentence(row(kind="norm", school=None, school_year=None)) == (
        "Een normtabel."
    )


def test_when_and_by_whom() -> None:
    text = history.when_and_who(row()).replace("\u00a0", " ")
    assert text.startswith("9 feb 2026, ")
    assert text.endswith(":30 · Ina Fictief")


def test_counts_and_remarks_are_as_they_were_stored() -> None:
    stored = {
        "kind": "result",
        "new_rows": 1,
        "changed_rows": 2,
        "same_rows": 3,
        "gone_rows": 4,
        "refused_rows": 5,
    }
    count = history.past_counts([stored])["result"]
    assert (count.new, count.changed, count.same, count.gone, count.refused) == (1, 2, 3, 4, 5)
    told = {"line": 7, "severity": "info", "kind": None, "text": "Let op", "remedy": None}
    (remark,) = history.past_remarks([told])
    assert (remark.line, remark.text, remark.remedy, remark.kind) == (7, "Let op", "", "")
