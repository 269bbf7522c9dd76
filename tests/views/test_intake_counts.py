"""The table of counts."""

from ibdash.intake import Count
from ibdash.views.intake_counts import counts_table
from ibdash.views.palette import DARK, LIGHT

COUNTS = {
    "school": Count(same=1),
    "staff": Count(),
    "test": Count(new=2, same=11),
    "result": Count(new=1142, changed=1, same=36, refused=8),
}


def test_results_first_and_nothing_without_rows() -> None:
    frame = counts_table(COUNTS, dark=False).data
    assert list(frame.columns) == [
        "Soort",
        "nieuw",
        "gewijzigd",
        "gelijk",
        "verdwenen",
        "geweigerd",
    ]
    assert frame.to_numpy().tolist() == [
        ["Resultaten", 1142, 1, 36, 0, 8],
        ["Toetsen", 2, 0, 11, 0, 0],
    ]


def test_a_new_school_is_a_row() -> None:
    frame = counts_table({"school": Count(new=1), "pupil": Count(new=4)}, dark=False).data
    assert frame["Soort"].tolist() == ["Leerlingen", "Scholen"]


def test_numbers_are_dutch_and_refused_is_berry() -> None:
    for dark, tokens in ((False, LIGHT), (True, DARK)):
        html = counts_table(COUNTS, dark).to_html()
        assert ">1.142<" in html
        assert tokens.berry in html
        assert tokens.ink_2 in html


def test_without_refused_rows_there_is_no_berry() -> None:
    assert LIGHT.berry not in counts_table({"result": Count(new=3)}, dark=False).to_html()
