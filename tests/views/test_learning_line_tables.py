"""The tables behind the charts, on the screen and in a file."""

from datetime import date

from ibdash.views import growth_bars, level_shares
from ibdash.views import learning_line_tables as tables
from ibdash.views.learning_line_pupil import Care
from tests.views.line_points import grown, line, of_pupil, point, scale

POINTS = [point("M5", 2024, 60), point("E5", 2024), point("M6", 2025, 80, n=4)]


def test_a_group_has_middle_and_spread_or_says_why_not() -> None:
    first, second, third = tables.of_points(POINTS, [scale()], "score")
    assert first == {
        "Moment": "M5",
        "Datum": "20\u00a0jan\u00a02025",
        "Toets": "Toetser RW1",
        "Leerlingen": "27",
        "Gemiddeld": "60",
        "Middelste helft": "50 tot 70",
        "80%": "40 tot 80",
    }
    assert (second["Toets"], second["Gemiddeld"]) == ("geen toets", "")
    assert (third["Leerlingen"], third["Gemiddeld"], third["80%"]) == ("4", "te klein", "")


def test_a_pupil_has_the_value_and_its_error() -> None:
    (row,) = tables.of_points([of_pupil("M6", 2025, 58)], [scale()], "score")
    assert (row["Score"], row["Meetfout"]) == ("58", "±4,0")


def test_the_file_holds_numbers_and_no_small_groups() -> None:
    rows = tables.file_of(POINTS, [scale()], "score").to_pylist()
    assert [row["n"] for row in rows] == [27, 4]
    assert (rows[0]["middle"], rows[0]["low_10"], rows[0]["taken_on"]) == (
        60,
        40,
        date(2025, 1, 20),
    )
    assert (rows[1]["middle"], rows[1]["low_10"]) == (None, None)
    assert set(tables.file_of(POINTS, [scale()], "score").column_names) == set(tables.HEADERS)


def test_levels_highest_first_with_counts_and_shares() -> None:
    bar = level_shares.LevelBar("6", 1, 1, "M6", "I-V", None, {"V": 5, "I": 15}, 20, 5)
    (row,) = tables.of_levels([bar])
    assert row == {"Moment": "M6", "Leerlingen": "20", "I": "15 (75%)", "V": "5 (25%)"}


def test_levels_of_a_files_own_scale_stand_by_rank() -> None:
    ranks = {"Laag": 1, "Midden": 2, "Hoog": 3}
    bar = level_shares.LevelBar(
        "6", 1, 1, "M6", "Eigen", None, {"Midden": 600, "Hoog": 300, "Laag": 362}, 1262, 0,
        ranks=ranks,
    )  # fmt: skip
    (row,) = tables.of_levels([bar])
    assert list(row) == ["Moment", "Leerlingen", "Hoog", "Midden", "Laag"]
    assert row["Leerlingen"] == "1.262"


def test_growth_of_several_year_groups_says_whose_it_is() -> None:
    eight = [point("M7", 2024, 90, series="8"), point("E7", 2024, 99, series="8")]
    six = [point("M5", 2024, 60), point("E5", 2024, 72)]
    rows = tables.of_growth(
        growth_bars.group_rows(
            [six[0], grown(six[1], six[0], 12), eight[0], grown(eight[1], eight[0], 9)], line()
        )
    )
    assert [row["Jaargroep"] for row in rows] == ["jaargroep\u00a06", "jaargroep\u00a08"]


def test_growth_and_care() -> None:
    before, after = point("M5", 2024, 60), point("E5", 2024, 72)
    (row,) = tables.of_growth(
        growth_bars.group_rows([before, grown(after, before, 12, sd=0)], line())
    )
    assert (row["Van → naar"], row["Punten per half jaar"]) == ("M5 → E5", "+12,0")
    assert row["Bereik"] == "tussen +12,0 en +12,0"
    (plan,) = tables.of_care([Care("OPP", "OPP", date(2025, 9, 1), None)])
    assert plan == {"Wat": "OPP", "Van": "1\u00a0sep\u00a02025", "Tot": "loopt"}
