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
        "undone_at": None,
        "undone_by": None,
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
        ({"kind": "pupil", "same_rows": 198, "has_answer": True}, "uw antwoord"),
        (
            {"kind": "pupil", "new_rows": 2, "has_answer": True},
            "2 leerlingen nieuw, met uw antwoord",
        ),
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


def test_an_undone_intake_says_when_and_by_whom() -> None:
    undone = row(undone_at=datetime(2026, 2, 10, 8, 15), undone_by="Bea Fictief", new_rows=3)
    text = history.undone_words(undone).replace("\u00a0", " ")
    assert text.startswith("Ongedaan gemaakt op 10 feb 2026, ")
    assert text.endswith(":15 door Bea Fictief")
    drawn = history.drawn(undone)
    assert (drawn.icon, drawn.words.splitlines()[1]) == ("undo", history.undone_words(undone))
    assert history.undone_words(row()) == ""
    assert history.drawn(row(new_rows=3)).icon == "check_circle"
    assert history.drawn(row(new_rows=3)).words.endswith("3\u00a0resultaten nieuw")


def test_the_heading_counts_what_was_undone() -> None:
    undone = row(undone_at=datetime(2026, 2, 10, 8, 15), undone_by="Bea Fictief")
    assert history.heading([row()]).replace("\u00a0", " ") == "Overgenomen: 1 bestand"
    assert history.heading([row(), undone, row()]).replace("\u00a0", " ") == (
        "Overgenomen: 3 bestanden, waarvan 1 ongedaan gemaakt"
    )


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
