"""The reference rows say the same as the rules, so that SQL and Python do."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ibdash.domain import avi, didactic_age, levels, moment, year_groups

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
FILES = [
    "learning_line",
    "level_scale",
    "avi_level",
    "moment",
    "year_group",
    "test_subject",
    "header_synonym",
]


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_complete_and_has_a_source_and_a_validity(name: str) -> None:
    for row in rows(name):
        assert None not in row
        assert None not in row.values()
        assert row["source"]
        assert date.fromisoformat(row["valid_from"])


def test_learning_lines_in_their_usual_order() -> None:
    assert [(row["line"], row["sort"]) for row in rows("learning_line")] == [
        ("woordlezen", "1"),
        ("tekstlezen", "2"),
        ("begrijpend lezen", "3"),
        ("spelling", "4"),
        ("rekenen", "5"),
        ("woordenschat", "6"),
        ("taalverzorging", "7"),
        ("sociaal-emotioneel", "8"),
    ]


def test_levels_have_the_ranks_and_bands_of_the_rules() -> None:
    # Scales of profiles stand there too; they have no percentiles.
    found = [row for row in rows("level_scale") if row["scale"] in levels.SCALES]
    assert {(row["scale"], row["level"], int(row["rank"])) for row in found} == {
        (scale.name, level.code, level.rank)
        for scale in levels.SCALES.values()
        for level in scale.levels
    }
    for row in found:
        band = range(int(row["percentile_from"]), int(row["percentile_to"]) + 1)
        fits = [p for p in range(101) if not levels.contradicts(row["level"], row["scale"], p)]
        assert fits == list(band)


def test_avi_levels() -> None:
    found = rows("avi_level")
    assert [row["avi"] for row in found] == list(avi.LEVELS)
    assert [int(row["rank"]) for row in found] == list(range(12))
    for row in found[1:]:
        assert avi.expected_at(row["moment"]) == row["avi"]
        assert int(row["dl"]) == didactic_age.of_moment(row["moment"])


def test_moments() -> None:
    found = rows("moment")
    assert [row["moment"] for row in found] == sorted(
        (row["moment"] for row in found), key=moment.order_key
    )
    for row in found:
        assert (row["part"], int(row["year_group"])) == moment.split(row["moment"])
        assert (int(row["dl"]) if row["dl"] else None) == didactic_age.of_moment(row["moment"])
        window = moment.window("2025-2026", row["moment"])
        assert [day.strftime("%m-%d") for day in window] == [row["from_day"], row["to_day"]]


def test_year_groups() -> None:
    assert {row["code"]: row["name"] for row in rows("year_group")} == dict(year_groups.NAMES)
    by_sort = sorted(rows("year_group"), key=lambda row: int(row["sort"]))
    assert [row["code"] for row in by_sort] == list(year_groups.NAMES)
