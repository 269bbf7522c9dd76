"""The bars per line: counts, order, what may be compared, and small groups."""

from typing import Any

import pyarrow as pa
import pytest

from ibdash.views import dutch
from ibdash.views.level_spread import asked_about, note, spreads, table
from ibdash.views.level_spread_bars import figure
from tests.views.made_group import Pair, cell, group, of_pairs, pupil

_PAIRS: list[Pair] = [
    ("V-", "V-"),
    ("IV", "III"),
    ("IV", "III"),
    ("III", "III"),
    ("II", "I+"),
    (None, "II"),
]


def earlier(
    *rows: tuple[str, str, int], scale: str = "I-V", test: str = "rekenen|Cito|"
) -> pa.Table:
    """The answer to group/level_spread: (line, level, pupils)."""
    return pa.table(
        {
            "learning_line": pa.array([row[0] for row in rows], pa.string()),
            "level_scale": pa.array([scale] * len(rows), pa.string()),
            "level": pa.array([row[1] for row in rows], pa.string()),
            "pupils": pa.array([row[2] for row in rows], pa.int64()),
            "scales": pa.array([[test]] * len(rows), pa.list_(pa.string())),
        }
    )


def test_three_bars_count_from_low_to_high() -> None:
    (found,) = spreads(
        of_pairs({"rekenen": _PAIRS}), earlier(("rekenen", "IV", 4), ("rekenen", "II", 5))
    )
    assert [(bar.label, bar.counts) for bar in found.bars] == [
        ("M6 nu", (("V-", 1), ("III", 3), ("II", 1), ("I+", 1))),
        ("E5", (("V-", 1), ("IV", 2), ("III", 1), ("II", 1))),
        ("groep 6 vorig jaar", (("IV", 4), ("II", 5))),
    ]
    assert [bar.low("I-V") for bar in found.bars] == [1, 3, 4]
    assert [bar.is_comparable for bar in found.bars] == [True, True, True]
    assert note([found]) == ""


def test_a_bar_without_anybody_is_left_out() -> None:
    (found,) = spreads(of_pairs({"rekenen": [(None, "II")] * 6}, before_moment=None), earlier())
    assert [bar.label for bar in found.bars] == ["M6 nu"]


def test_another_test_or_norm_is_marked() -> None:
    (found,) = spreads(
        of_pairs({"rekenen": _PAIRS}), earlier(("rekenen", "IV", 9), test="rekenen|IEP|")
    )
    assert [bar.is_comparable for bar in found.bars] == [True, True, False]
    assert note([found]).startswith("* Andere toets of norm") or "* andere toets" in note([found])
    assert "9 van 9 *" in _texts(figure([found], False))


def test_one_trace_per_level_and_none_per_cell() -> None:
    lines = dict.fromkeys(("rekenen", "spelling", "woordenschat"), _PAIRS)
    drawn = figure(spreads(of_pairs(lines), earlier()), False)
    assert len(drawn.data) == 5, "V-, IV, III, II and I+; nobody is in V or I"
    low = drawn.data[0]
    assert low.marker.color == "#79341F"
    assert list(low.x) == [1 / 6, 1 / 5] * 3
    assert list(low.text) == ["1", "1"] * 3


def test_every_level_is_named_once_and_never_by_colour_alone() -> None:
    lines: dict[str, list[Pair]] = {
        "rekenen": [("V", "III")] * 6,
        "spelling": [("III", "III")] * 3 + [("III", "I")] * 3,
    }
    drawn = figure(spreads(of_pairs(lines), earlier()), False)
    heads = [text for text in _texts(drawn) if text in ("<b>V</b>", "<b>III</b>", "<b>I</b>")]
    assert heads == ["<b>III</b>", "<b>I</b>"], "III above rekenen, I above spelling"
    inside = {text for trace in drawn.data for text in trace.text}
    assert inside == {"V: 6", "6", "3"}, "V is in no first bar, so it is named inside"


def test_the_figure_has_no_names() -> None:
    drawn = figure(spreads(of_pairs({"rekenen": _PAIRS}), earlier()), True)
    assert "Kind" not in drawn.to_json()


def test_a_small_group_shows_names_and_no_bar() -> None:
    (found,) = spreads(of_pairs({"rekenen": [("III", "V"), ("II", "II")]}), earlier())
    drawn = figure([found], False)
    assert len(drawn.data) == 0
    texts = [text.replace(dutch.NO_BREAK, " ") for text in _texts(drawn)]
    assert "<b>V</b> Kind 00 P · <b>II</b> Kind 01 P" in texts
    assert "<b>III</b> 1 · <b>II</b> 1" in texts
    assert "n = 2, te klein" in texts
    assert "te klein" in note([found])


def test_the_table_behind_it_is_complete() -> None:
    (found,) = spreads(of_pairs({"rekenen": _PAIRS}), earlier())
    rows = table([found])
    assert rows.columns.tolist() == [
        "Leerlijn", "Moment", "V−", "IV", "III", "II", "I+", "Leerlingen",
    ]  # fmt: skip
    assert rows.iloc[0].tolist() == ["Rekenen", "M6 nu", "1", "", "3", "1", "1", "6"]


def test_a_year_earlier_is_asked_per_line_and_year_group() -> None:
    cells = [
        cell(0, "rekenen", level="III", year_group="4", line_moment="M4"),
        cell(1, "rekenen", level="II", year_group="5", line_moment="M5"),
        cell(1, "tekstlezen", avi="M5", line_scale=None),
    ]
    of = group([pupil(0, year_group="4"), pupil(1, year_group="5")], cells)
    assert asked_about(of) == {
        "learning_lines": ["rekenen", "rekenen"],
        "moments": ["M4", "M5"],
        "year_groups": ["4", "5"],
        "school_years": ["2025-2026", "2025-2026"],
        "level_scales": ["I-V", "I-V"],
    }


@pytest.mark.parametrize(
    ("moments", "label"),
    [(["M6"], "groep 6 vorig jaar"), (["M4", "M5"], "groep 4/5 vorig jaar")],
)
def test_the_year_groups_are_those_that_the_moments_name(moments: list[str], label: str) -> None:
    cells = [
        cell(n, "rekenen", level="III", year_group=moment[1], line_moment=moment)
        for n, moment in enumerate(moments)
    ]
    people = [pupil(n, year_group=moment[1]) for n, moment in enumerate(moments)]
    (found,) = spreads(group(people, cells), earlier(("rekenen", "II", 5)))
    assert found.bars[-1].label == label


def _texts(drawn: Any) -> list[str]:
    return [one.text for one in drawn.layout.annotations]
