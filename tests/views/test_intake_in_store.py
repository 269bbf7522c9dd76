"""The card "Wat er nu in staat"."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ibdash.views.intake_in_store import in_store_card, moment_in_time, on_this_computer


def row(kind: str, count: int, **values: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "count": count,
        "file_name": "a.xml",
        "format": "EDEXML 2.1",
        "changed_at": datetime(2026, 2, 2, 12, 0),
        "first_moment": None,
        "first_half_year": None,
        "last_moment": None,
        "last_half_year": None,
        "first_day": None,
        "last_day": None,
        **values,
    }


def lines(html: str) -> list[str]:
    parts = re.sub("<[^>]+>", "\n", html).replace("\u00a0", " ").split("\n")
    return [part for part in parts if part]


def test_each_kind_has_its_count_and_where_it_came_from() -> None:
    html = in_store_card(
        [
            row("pupil", 236),
            row(
                "result",
                14210,
                first_moment="M3",
                first_half_year=4040,
                last_moment="E5",
                last_half_year=4049,
            ),
        ]
    )
    assert lines(html) == [
        "Leerlingen",
        "236",
        "EDEXML 2.1, 2 feb 2026",
        "Resultaten",
        "14.210",
        "M3 2021 tot en met E5 2025",
    ]
    assert html.count("border-bottom") == 1, "a line between, none after the last"


def test_results_of_one_moment_and_without_a_moment() -> None:
    one = dict.fromkeys(("first_half_year", "last_half_year"), 4050)
    html = in_store_card([row("result", 3, first_moment="M6", last_moment="M6", **one)])
    assert lines(html)[-1] == "M6 2026"
    assert lines(in_store_card([row("result", 3)]))[-1] == "EDEXML 2.1, 2 feb 2026"


def test_results_without_a_moment_say_their_day_or_their_school_year() -> None:
    html = in_store_card(
        [row("result", 3, first_half_year=4045, last_half_year=4051, last_day=date(2026, 5, 11))]
    )
    assert lines(html)[-1] == "schooljaar 2022-2023 tot en met 11 mei 2026"
    yearly = in_store_card([row("result", 3, first_half_year=4041, last_half_year=4049)])
    assert lines(yearly)[-1] == "schooljaar 2020-2021 tot en met 2024-2025"


def test_what_was_typed_has_a_day_and_no_format() -> None:
    assert lines(in_store_card([row("plan", 1, format=None)]))[-1] == "2 feb 2026"


@pytest.mark.parametrize(
    ("moment", "half_year", "text"),
    [("M3", 4040, "M3 2021"), ("E5", 4049, "E5 2025"), ("B8", 4050, "B8 2025")],
)
def test_a_moment_has_its_calendar_year(moment: str, half_year: int, text: str) -> None:
    assert moment_in_time(moment, half_year) == text


def test_times_are_those_of_this_computer() -> None:
    at = datetime(2026, 2, 9, 8, 41)
    assert on_this_computer(at).astimezone(UTC).replace(tzinfo=None) == at
