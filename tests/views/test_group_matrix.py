"""The matrix: text and colour of every cell, what sorts, and the orders of the rows."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from ibdash.views import dutch, group_notes, palette
from ibdash.views.group_matrix import Matrix, matrix, people_only
from ibdash.views.group_order import CONCERN, NAME, order
from ibdash.views.group_overview import Overview
from tests.views.made_group import cell, group, pupil


def drawn(of: Overview, by: str = NAME, dark: bool = False) -> Matrix:
    return matrix(of, of.lines, by, "3", dark)


def texts(found: Matrix) -> pd.DataFrame:
    """What the Styler shows, as the grid gets it."""
    styler: Any = found.table
    styler._compute()
    body = styler._translate(False, False)["body"]
    rows = [[one["display_value"] for one in row if one["type"] == "td"] for row in body]
    return pd.DataFrame(rows, columns=found.data.columns)


def style(found: Matrix, row: int, column: tuple[str, str]) -> dict[str, str]:
    styler: Any = found.table
    styler._compute()
    place = (row, found.data.columns.get_loc(column))
    return dict(styler.ctx[place])


def test_a_level_has_text_and_colour_and_the_fill_is_that_of_the_palette() -> None:
    found = drawn(
        group(
            [pupil(0), pupil(1)], [cell(0, "rekenen", level="V-"), cell(1, "rekenen", level="I+")]
        )
    )
    assert texts(found)["Rekenen", "niv."].tolist() == [f"V{dutch.MINUS}", "I+"]
    assert style(found, 0, ("Rekenen", "niv.")) == {
        "background-color": "#79341F",
        "color": "#FFFFFF",
        "font-weight": "600",
    }


def test_dark_has_its_own_fills() -> None:
    found = drawn(group([pupil(0)], [cell(0, "rekenen", level="V-")]), dark=True)
    assert style(found, 0, ("Rekenen", "niv."))["background-color"] == "#F7CE92"


def test_a_step_is_grey_within_the_error_ink_outside_and_bold_for_a_fall() -> None:
    scores = [(100.0, 109.0), (100.0, 110.0), (100.0, 90.0)]
    found = drawn(
        group(
            [pupil(n) for n in range(3)],
            [
                cell(
                    n,
                    "rekenen",
                    level="III",
                    previous_score=then,
                    ability_score=now,
                    measurement_error=4.0,
                    previous_error=4.0,
                )
                for n, (then, now) in enumerate(scores)
            ],
        )
    )
    column = ("Rekenen", "stap")
    assert texts(found)[column].tolist() == ["+9", "+10", f"{dutch.MINUS}10"]
    grey = palette.LIGHT.ink_2
    assert style(found, 0, column) == {"color": grey}
    assert style(found, 1, column) == {}
    assert style(found, 2, column) == {"font-weight": "700"}


def test_without_an_error_every_step_is_ink_and_none_is_bold() -> None:
    found = drawn(
        group(
            [pupil(0)],
            [cell(0, "rekenen", level="III", previous_score=100.0, ability_score=60.0)],
        )
    )
    assert style(found, 0, ("Rekenen", "stap")) == {}


def test_every_gap_has_its_own_words() -> None:
    cells = [
        cell(0, "rekenen", level="III"),
        cell(1, "rekenen", state="missing"),
        cell(2, "rekenen", state="not_applicable", reason="eigen_leerlijn"),
        cell(3, "rekenen", state="elsewhere"),
        cell(4, "rekenen", state="older", level="IV", moment="E5"),
        cell(5, "rekenen", state="empty"),
        cell(6, "rekenen", level="IV", moment="M4", own_level=False),
        cell(7, "rekenen", level="B", level_scale="A-E", line_scale="I-V"),
        cell(8, "rekenen", ability_score=142.0),
        cell(9, "rekenen", percentile=34.0),
    ]
    found = drawn(group([pupil(n) for n in range(10)], cells))
    shown = texts(found)
    assert shown["Rekenen", "niv."].tolist() == [
        "III", "mist", "–", "elders", "IV E5", "", "IV M4", "B A–E", "142", "p34",
    ]  # fmt: skip
    for row in range(1, 10):
        assert "background-color" not in style(found, row, ("Rekenen", "niv."))


def test_values_sort_lowest_first_and_gaps_last() -> None:
    cells = [
        cell(0, "rekenen", state="missing"),
        cell(1, "rekenen", level="I+"),
        cell(2, "rekenen", state="older", level="V-", moment="E5"),
        cell(3, "rekenen", level="V-"),
    ]
    of = group([pupil(n) for n in range(4)], cells)
    values = drawn(of).data["Rekenen", "niv."]
    assert not values.isna().any(), "the grid writes None for a missing value"
    assert values.sort_values().index.tolist() == [3, 1, 2, 0]
    assert order(of, "rekenen").tolist() == [3, 1, 2, 0]


def test_care_first_is_lowest_level_then_largest_fall_then_missing() -> None:
    def row(n: int, level: str, step: float, missing: bool = False) -> list[dict[str, Any]]:
        scores = {"previous_score": 100.0, "ability_score": 100.0 + step}
        errors = {"measurement_error": 4.0, "previous_error": 4.0}
        return [
            cell(n, "rekenen", level=level, **scores, **errors),
            cell(n, "spelling", state="missing") if missing else cell(n, "spelling", level="II"),
        ]

    cells = [
        *row(0, "III", 5),
        *row(1, "V-", 5),
        *row(2, "V-", -30),
        *row(3, "V-", -12),
        *row(4, "V-", -5, missing=True),
        *row(5, "V", -40),
    ]
    of = group([pupil(n) for n in range(6)], cells)
    # 4 fell within the error (no fall) and misses one; 1 has neither.
    assert order(of, CONCERN).tolist() == [2, 3, 4, 1, 5, 0]
    assert order(of, NAME).tolist() == [0, 1, 2, 3, 4, 5]


def test_the_lowest_of_both_scales_come_first_alike() -> None:
    cells = [
        cell(0, "rekenen", level="IV"),
        cell(1, "spelling", level="E", level_scale="A-E"),
        cell(2, "rekenen", level="V-"),
    ]
    of = group([pupil(n) for n in range(3)], cells)
    assert order(of, CONCERN).tolist() == [1, 2, 0]


def test_the_head_names_the_scale_and_an_older_moment() -> None:
    cells = [
        cell(0, "spelling", level="B", level_scale="A-E"),
        cell(0, "woordenschat", level="II", line_moment="E5", is_page_moment=False),
    ]
    of = group([pupil(0)], cells)
    assert [line.head for line in of.lines] == ["Spelling A–E", "Woordenschat · E5"]


def test_a_scale_named_after_its_levels_stays_out_of_the_head_which_has_room() -> None:
    """17 letters of 7 px and 18 px around them: 137 px, of which "voldoende" alone takes 81."""
    method = {"level": "voldoende", "level_scale": "onvoldoende/voldoende", "ranks": 2, "rank": 2}
    line = {"line_name": "Rekenen (methodetoetsen)"}
    (only,) = (of := group([pupil(0)], [cell(0, "rekenen m", **line, **method)])).lines
    assert only.head == "Rekenen (methode)"
    assert sum(column.width for column in drawn(of).columns[-3:]) >= 18 + 7 * len(only.head)


def test_avi_is_text_in_a_column_of_its_own() -> None:
    cells = [
        cell(0, "rekenen", level="III"),
        cell(1, "rekenen", level="III"),
        cell(0, "tekstlezen", avi="M5", line_scale=None),
        cell(1, "tekstlezen", state="older", avi="AVI-Plus", moment="E5", line_scale=None),
    ]
    of = group([pupil(0), pupil(1)], cells)
    assert [line.code for line in of.lines] == ["rekenen"]
    found = drawn(of)
    assert texts(found)["", "AVI"].tolist() == ["M5", "Plus"]
    assert style(found, 0, ("", "AVI")) == {}
    assert style(found, 1, ("", "AVI")) == {"color": palette.LIGHT.ink_2}


def test_plans_are_marks_and_support_is_bold_from_the_setting() -> None:
    people = [
        pupil(0, plan_kinds=["individual", "opp"], support_level="3"),
        pupil(1, plan_kinds=["group"], support_level="2"),
        pupil(2),
    ]
    found = drawn(group(people, [cell(n, "rekenen", level="III") for n in range(3)]))
    assert found.data["", "Plan"].tolist() == [["HP", "OPP"], ["GP"], []]
    assert style(found, 0, ("", "ON"))["font-weight"] == "600"
    assert "font-weight" not in style(found, 1, ("", "ON"))
    assert texts(found)["", "ON"].tolist() == ["3", "2", ""]


def test_fewer_than_three_points_are_no_trend() -> None:
    cells = [
        cell(0, "rekenen", level="III", trend=[40.0, 50.0]),
        cell(1, "rekenen", level="III", trend=[40.0, 50.0, 45.0]),
    ]
    found = drawn(group([pupil(0), pupil(1)], cells))
    assert found.data["Rekenen", "trend"].tolist() == [[], [40.0, 50.0, 45.0]]


def test_two_year_groups_are_told_apart() -> None:
    cells = [
        cell(0, "rekenen", level="III", year_group="4", line_moment="M4"),
        cell(1, "rekenen", level="II", year_group="5", line_moment="M5"),
    ]
    of = group([pupil(0, year_group="4"), pupil(1, year_group="5")], cells)
    assert of.moments == "M4/M5"
    assert texts(drawn(of))["", "Jg"].tolist() == ["4", "5"]


def test_what_one_year_group_has_not_done_yet_is_older_beside_the_other() -> None:
    five = {"year_group": "5", "line_moment": "E4", "moment": "E4", "is_page_moment": False}
    cells = [
        cell(0, "rekenen", level="III", year_group="4", line_moment="M4"),
        cell(1, "rekenen", level="II", **five),
        cell(2, "rekenen", state="missing", **five),
    ]
    people = [pupil(n, year_group=year_group) for n, year_group in enumerate("455")]
    of = group(people, cells)
    (line,) = of.lines
    assert (line.head, line.moments) == ("Rekenen", "M4")
    assert texts(drawn(of))["Rekenen", "niv."].tolist() == ["III", "II E4", ""]
    assert of.missing.empty


def test_a_pupil_of_a_year_group_without_the_line_has_an_empty_cell() -> None:
    of = group([pupil(0), pupil(1, year_group="2")], [cell(0, "rekenen", level="III")])
    assert texts(drawn(of))["Rekenen", "niv."].tolist() == ["III", ""]


@pytest.mark.parametrize(("pupils", "row_height", "scrolls"), [(2, 28, False), (47, 25, True)])
def test_a_big_group_has_lower_rows_and_scrolls_under_its_heads(
    pupils: int, row_height: int, scrolls: bool
) -> None:
    found = drawn(
        group(
            [pupil(n) for n in range(pupils)],
            [cell(n, "rekenen", level="III") for n in range(pupils)],
        )
    )
    assert found.row_height == row_height
    assert (found.height is not None) == scrolls


def test_hidden_names_are_nowhere_in_the_table() -> None:
    of = group([pupil(7)], [cell(7, "rekenen", level="III")], hidden=True)
    found = drawn(of)
    assert texts(found)["", "Leerling"].str.strip().tolist() == ["K7"]
    assert "Proef" not in of.pupils.to_string() + of.cells.to_string()


def test_young_pupils_stand_with_age_and_since_when() -> None:
    people = [
        pupil(0, year_group="1", age_months=61, entered_on=date(2025, 1, 6)),
        pupil(1, year_group="2", age_months=72),
    ]
    shown = texts(people_only(group(people, []), "3", False))
    assert shown["Leeftijd"].tolist() == ["5 jaar, 1 mnd", "6 jaar"]
    assert shown["Op school sinds"].tolist()[0].replace(dutch.NO_BREAK, " ") == "6 jan 2025"
    assert "In de groep sinds" not in shown.columns, "a column without anything is left out"


def test_in_an_earlier_year_the_age_says_on_which_day_it_was() -> None:
    last_day = date(2025, 7, 31)
    of = group([pupil(0, year_group="0", age_months=45, past_on=last_day, support_level="2")], [])
    shown = texts(people_only(of, "3", False))
    (head,) = [str(head) for head in shown.columns if str(head).startswith("Leeftijd")]
    assert head.replace(dutch.NO_BREAK, " ") == "Leeftijd op 31 jul 2025"
    assert shown[head].tolist() == ["3 jaar, 9 mnd"]
    assert shown["Jaargroep"].tolist() == ["peuters"]
    note = group_notes.people(of).replace(dutch.NO_BREAK, " ")
    assert note == "ON: ondersteuningsniveau; plannen en ondersteuning op 31 jul 2025."


def test_levels_without_a_known_order_do_not_order_the_pupils() -> None:
    own = {"level_scale": "Eigen", "line_scale": "Eigen"}
    unknown = group(
        [pupil(n) for n in range(3)],
        [
            cell(n, "rekenen", level=level, **own)
            for n, level in enumerate(("hoog", "laag", "hoog"))
        ],
    )
    assert order(unknown, "rekenen").tolist() == [0, 1, 2]
    assert order(unknown, CONCERN).tolist() == [0, 1, 2]
    assert "Eigen: de volgorde van de niveaus is niet bekend" in group_notes.matrix(unknown)


def test_levels_with_a_known_order_stand_lowest_first_and_the_note_says_so() -> None:
    own = {"level_scale": "Eigen", "line_scale": "Eigen", "ranks": 3}
    known = group(
        [pupil(n) for n in range(3)],
        [cell(n, "rekenen", level=str(rank), rank=rank, **own) for n, rank in enumerate((3, 1, 2))],
    )
    assert order(known, "rekenen").tolist() == [1, 2, 0]
    assert order(known, CONCERN).tolist() == [1, 2, 0]
    assert (
        "Eigen: welk niveau laag is, is niet bekend; 'zorg eerst' zet het laagste bovenaan"
        in group_notes.matrix(known)
    )


def test_five_lines_fit_on_a_page_of_1280_px_with_another_school_and_long_names() -> None:
    lines = ("rekenen", "spelling", "woordlezen", "lezen", "woordenschat")
    people = [
        pupil(
            n,
            display_name="Wilhelmina van den Bovenkamp-Oosterhout",
            year_group=str(5 + n),
            plan_kinds=["individual", "opp"],
        )
        for n in range(2)
    ]
    cells = [cell(0, line, level="III", year_group="5") for line in lines]
    cells += [cell(1, line, state="elsewhere", year_group="6") for line in lines]
    assert sum(column.width for column in drawn(group(people, cells)).columns) <= 982


def test_a_click_anywhere_in_the_cell_of_a_name_is_on_its_text() -> None:
    found = drawn(group([pupil(7)], [cell(7, "rekenen", level="III")]))
    (name,) = found.data["", "Leerling"]
    assert name == "Kind 07 Proef" + 100 * dutch.NO_BREAK
