"""The sentences of the page Groep: what may be claimed, and what is only counted."""

from datetime import date

import pytest

from ibdash.domain.state import State
from ibdash.views import dutch, group_notes
from ibdash.views.group_sentences import about_spread, first_line, meta, shifts, summary
from tests.views.made_group import Pair, cell, group, of_pairs, pupil

SAME: Pair = ("III", "III")
DOWN: Pair = ("III", "IV")
LOW: Pair = ("IV", "V")
UP: Pair = ("IV", "II")


def plain(text: str) -> str:
    return text.replace(dutch.NO_BREAK, " ").replace("**", "")


def test_a_rise_beyond_chance_asks_attention() -> None:
    # Seven more of 25: centre 7/27, margin 1,96 * sqrt(8 - 49/27) / 27 = 0,18: above zero.
    found = of_pairs({"rekenen": [LOW] * 3 + [DOWN] * 7 + [SAME] * 15, "spelling": [SAME] * 25})
    assert plain(summary(found)) == (
        "Rekenen vraagt aandacht: 10 van de 25 leerlingen zitten op IV of lager, "
        "bij E5 waren dat er 3."
    )
    assert "**Rekenen vraagt aandacht**" in summary(found)
    assert plain(about_spread(found)) == (
        "Bij rekenen kwamen er 7 leerlingen bij op IV of lager. De rest veranderde weinig."
    )
    assert (line := first_line(found)) is not None
    assert line.code == "rekenen"


def test_a_rise_that_may_be_chance_is_counted_without_a_judgement() -> None:
    # Three more of 25: centre 3/27, margin 1,96 * sqrt(4 - 9/27) / 27 = 0,139: zero is inside.
    found = of_pairs({"rekenen": [LOW] * 3 + [DOWN] * 3 + [SAME] * 19})
    assert plain(summary(found)) == (
        "Bij rekenen zitten 6 van de 25 leerlingen op IV of lager, bij E5 waren dat er 3; "
        "dat verschil kan toeval zijn."
    )
    assert "toeval" in about_spread(found)


def test_fewer_low_levels_are_told_as_well() -> None:
    found = of_pairs({"spelling": [UP] * 8 + [LOW] * 4 + [SAME] * 13})
    assert plain(summary(found)) == (
        "Bij spelling zitten nog 4 van de 25 leerlingen op IV of lager, bij E5 waren dat er 12."
    )


def test_two_pupils_are_little_change() -> None:
    found = of_pairs({"rekenen": [LOW] * 4 + [DOWN] * 2 + [SAME] * 19})
    assert plain(summary(found)) == (
        "Er is weinig veranderd sinds E5. "
        "Op IV of lager zitten de meeste leerlingen bij rekenen: 6 van de 25."
    )
    assert about_spread(found) == "Er is weinig veranderd sinds E5."


def test_hardly_any_low_level_is_said_too() -> None:
    found = of_pairs({"rekenen": [LOW] * 2 + [SAME] * 23})
    assert plain(summary(found)) == (
        "Er is weinig veranderd sinds E5. "
        "Bij geen enkele leerlijn zitten meer dan 2 leerlingen op IV of lager."
    )


def test_a_change_is_told_of_the_same_pupils_only() -> None:
    pairs: list[Pair] = [LOW] * 2 + [DOWN] * 8 + [SAME] * 14 + [(None, "V")] * 3
    found = of_pairs({"rekenen": pairs})
    assert plain(summary(found)) == (
        "Rekenen vraagt aandacht: van de 24 leerlingen met E5 en M6 zitten er 10 op IV of lager, "
        "bij E5 waren dat er 2."
    )
    (shift,) = shifts(found)
    assert (shift.n, shift.all_low, shift.all_n) == (24, 13, 27)


def test_another_test_or_norm_is_no_change() -> None:
    found = of_pairs({"rekenen": [DOWN] * 10 + [SAME] * 10}, before_is_comparable=False)
    assert plain(summary(found)) == (
        "Op IV of lager zitten de meeste leerlingen bij rekenen: 10 van de 20."
    )
    assert about_spread(found) == "Er is geen eerder moment om mee te vergelijken."


def test_below_fifteen_pupils_there_is_no_attention_asked() -> None:
    found = of_pairs({"rekenen": [DOWN] * 8 + [SAME] * 6})
    assert shifts(found)[0].state == State.TOO_LITTLE
    assert "vraagt aandacht" not in summary(found)
    assert "8 van de 14" in summary(found)


def test_below_five_pupils_nothing_is_said_of_the_group() -> None:
    found = of_pairs({"rekenen": [DOWN] * 4})
    assert plain(summary(found)) == "4 leerlingen: te weinig om iets over de groep te zeggen."
    assert shifts(found) == ()
    assert about_spread(found).startswith("Te weinig leerlingen")


def test_levels_a_to_e_have_their_own_word() -> None:
    found = of_pairs({"spelling": [("C", "E")] * 7 + [("B", "B")] * 18}, level_scale="A-E")
    assert "7 van de 25 leerlingen zitten op D of lager" in summary(found)


def test_missing_results_and_falls_are_counted() -> None:
    cells = [
        cell(n, "rekenen", level="III", before_level="III", ability_score=100.0, previous_score=s)
        for n, s in enumerate([90.0] * 5 + [112.0])
    ]
    cells.append(cell(6, "rekenen", state="missing"))
    found = group([pupil(n) for n in range(7)], cells, bounds={"rekenen|Cito": 4.0})
    text = plain(summary(found))
    # 112 to 100 is a fall of 12; the limit is 1,64485 * sqrt(32) = 9,3.
    assert "Bij 1 leerling daalde een score meer dan de meetfout." in text
    assert "Er ontbreekt 1 resultaat van M6." in text


@pytest.mark.parametrize(
    ("codes", "where"),
    [
        ("12", "In groep 1 en 2 worden geen toetsen afgenomen;"),
        ("1", "In groep 1 en 2 worden geen toetsen afgenomen;"),
        ("0", "Bij peuters worden geen toetsen afgenomen;"),
        ("D0", "Bij dreumesen en peuters worden geen toetsen afgenomen;"),
        ("01", "Bij peuters en in groep 1 en 2 worden geen toetsen afgenomen;"),
    ],
)
def test_young_pupils_have_no_levels_and_the_page_says_why(codes: str, where: str) -> None:
    found = group([pupil(n, year_group=codes[n % len(codes)]) for n in range(8)], [])
    assert found.is_untested
    assert summary(found).startswith(where)
    assert meta(found) == f"8{dutch.NO_BREAK}leerlingen"


def test_a_higher_group_without_results_is_not_young() -> None:
    found = group([pupil(n) for n in range(8)], [])
    assert not found.is_untested
    assert "geen resultaten" in summary(found)


def test_the_meta_names_count_and_moment() -> None:
    assert plain(meta(of_pairs({"rekenen": [SAME] * 28}))) == "28 leerlingen · M6, januari 2026"
    older = of_pairs({"rekenen": [SAME] * 28}, line_school_year="2024-2025", line_moment="E5")
    assert plain(meta(older)) == "28 leerlingen · laatste toetsen: E5, juni 2025"


@pytest.mark.parametrize("day", [date(2025, 5, 22), date(2025, 6, 20)])
def test_the_month_of_a_moment_does_not_hang_on_the_day_of_one_line(day: date) -> None:
    found = of_pairs(
        {"rekenen": [SAME] * 28}, line_school_year="2024-2025", line_moment="E5", line_on=day
    )
    assert "E5, juni 2025" in plain(meta(found))


def test_the_note_says_how_many_falls_chance_alone_gives() -> None:
    cells = [
        cell(n, "rekenen", level="III", ability_score=100.0, previous_score=95.0) for n in range(40)
    ]
    with_error = group([pupil(n) for n in range(40)], cells, bounds={"rekenen|Cito": 4.0})
    assert "40 stappen: hooguit 2 zulke dalingen" in plain(group_notes.matrix(with_error))
    assert group_notes.error(with_error).startswith("Meetfout niet geleverd; we rekenen met")
    without = group([pupil(n) for n in range(40)], cells)
    assert "meetfout niet aangeleverd" in group_notes.matrix(without)
    assert group_notes.error(without) == ""
