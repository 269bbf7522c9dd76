"""The sentences about groups: computed, short, and careful with small numbers."""

from dataclasses import replace

import pytest

from ibdash.domain.state import State
from ibdash.views import learning_line_sentences as sentences
from ibdash.views.growth_bars import GrowthRow
from ibdash.views.level_shares import LevelBar
from tests.views.line_points import norm, point

POINTS = [point("M5", 2024, 60), point("E5", 2024, 72), point("M6", 2025, 80)]


def bar(title: str, place: int, low: int, n: int = 27, **more: object) -> LevelBar:
    counts = {"IV": low, "III": n - low}
    made = LevelBar("6", 1, place, title, "I-V", "2024", counts, n, low)
    return replace(made, **more)  # type: ignore[arg-type]


def row(pair: str, growth: float, low: float, high: float, half_years: int = 1) -> GrowthRow:
    return GrowthRow(pair, "", half_years, 25, growth, low, high, State.DIFFERENCE)


def summary(*bars: LevelBar) -> str:
    return sentences.summary("Rekenen", "groep 6a", bars, POINTS)


def test_more_low_levels_than_chance_ask_for_attention() -> None:
    now = bar("M6", 3, 18, before=2, both=27, both_low=18, left_low=0, entered_low=8)
    assert summary(bar("E5", 2, 10), now) == (
        "**Rekenen vraagt aandacht**: 18 van de 27 leerlingen zitten op IV of lager, bij E5 "
        "10 van de 27."
    )


def test_fewer_low_levels_than_chance() -> None:
    now = bar("M6", 3, 6, before=2, both=27, both_low=6, left_low=9, entered_low=1)
    assert summary(bar("E5", 2, 14), now) == (
        "Bij **rekenen** zitten nog 6 van de 27 leerlingen op IV of lager, bij E5 14 van de 27."
    )


@pytest.mark.parametrize(("entered", "left"), [(2, 0), (6, 3)])
def test_little_change_is_called_little(entered: int, left: int) -> None:
    # Two pupils, or a change that chance makes too.
    now = bar("M6", 3, 12, before=2, both=27, both_low=12, left_low=left, entered_low=entered)
    assert summary(bar("E5", 2, 10), now) == (
        "**Weinig veranderd** sinds E5: 12 van de 27 leerlingen zitten op IV of lager, "
        "toen 10 van de 27."
    )


def test_under_fifteen_pupils_there_are_counts_and_no_judgement() -> None:
    now = bar("M6", 3, 6, 9, before=2, both=9, both_low=6, left_low=0, entered_low=6)
    assert summary(bar("E5", 2, 1, 9), now) == (
        "Bij **rekenen**: 6 van de 9 leerlingen zitten op IV of lager, bij E5 1 van de 9."
    )


def test_without_levels_the_neutral_sentence() -> None:
    assert summary() == "Rekenen in groep 6a: 27 leerlingen met een resultaat **bij M6**."
    few = [point("M6", 2025, 80, n=3)]
    assert sentences.summary("Rekenen", "groep 6a", [], few) == (
        "Rekenen: **3\u00a0leerlingen**, te weinig om iets over de groep te zeggen."
    )


def test_growth_of_two_half_years() -> None:
    rows = [row("M5 → E5", 12, 9, 15), row("E5 → M6", 16.4, 13, 19)]
    assert sentences.above_chart("De groep", POINTS, rows, "score") == (
        "De groep groeide het laatste half jaar +16 punten, het half jaar ervoor +12."
    )
    rows[1] = row("E5 → M6", -3.2, -6, 0)
    assert sentences.above_chart("De groep", POINTS, rows, "score") == (
        "De groep ging het laatste half jaar 3 punten omlaag, het half jaar ervoor +12."
    )


def test_growth_over_a_skipped_moment_is_named_per_half_year() -> None:
    rows = [row("M5 → M6", 8, 5, 11, half_years=2)]
    assert sentences.above_chart("De groep", POINTS, rows, "score") == (
        "De groep groeide van M5 naar M6 +8 punten per half jaar."
    )


def test_where_the_middle_is() -> None:
    assert sentences.above_chart("De groep", POINTS, [], "percentile") == (
        "De middelste leerling zit op percentiel 80 bij M6, bij E5 was dat 72."
    )
    assert sentences.above_chart("De groep", POINTS[:1], [], "score") == "Gemiddeld 60 bij M5."
    new_norm = [POINTS[0], replace(POINTS[1], norm_version="2025")]
    assert sentences.above_chart("De groep", new_norm, [], "percentile") == (
        "De middelste leerling zit op percentiel 72 bij E5; M5 had een andere norm."
    )


def test_whether_growth_really_differs() -> None:
    first = row("M5 → E5", 12, 9, 15)
    assert sentences.above_growth([first, row("E5 → M6", 16, 13, 19)]) == (
        "Of de groei echt verschilt, is niet te zeggen."
    )
    assert sentences.above_growth([first, row("E5 → M6", 20, 16, 24)]) == (
        "De groei was groter dan in het half jaar ervoor."
    )
    assert sentences.above_growth([first, row("E5 → M6", 4, 1, 7)]) == (
        "De groei was kleiner dan in het half jaar ervoor."
    )
    assert sentences.above_growth([first]) == "De groei van M5 naar E5 ligt tussen +9 en +15."
    assert sentences.above_growth([]) == "Te weinig gegevens om groei te laten zien."


def test_above_the_bars_who_came_and_who_left() -> None:
    before = bar("E5", 2, 10, 25)
    now = bar("M6", 3, 14, before=2, both=25, both_low=14, left_low=1, entered_low=5)
    # How many there are stands on top of the page; here stands what the bars do not show.
    assert sentences.above_shares([before, now]) == (
        "Van 25 leerlingen met beide toetsen kwamen er 5 bij op IV of lager en ging er 1 af."
    )
    nobody = replace(now, left_low=3, entered_low=0)
    assert sentences.above_shares([before, nobody]) == (
        "Van 25 leerlingen met beide toetsen kwam er geen bij op IV of lager en gingen er 3 af."
    )
    assert sentences.above_shares([before, replace(now, left_low=0, entered_low=0)]) == (
        "Niemand kwam op IV of lager en niemand ging ervan af."
    )
    assert sentences.above_shares([bar("M6", 3, 2, 7)]) == "De niveaus van 7 leerlingen bij M6."
    assert sentences.above_shares([bar("M6", 3, 1, 4)]) == sentences.TOO_FEW
    many = bar("M6", 3, 2, 1262, level_scale="SGP")
    assert sentences.above_shares([many]) == "De niveaus van 1.262 leerlingen bij M6."


def test_each_number_has_its_own_base() -> None:
    now = bar("M6", 3, 12, 24, before=2, both=23, both_low=12, left_low=0, entered_low=1)
    assert summary(bar("E5", 2, 10, 23), now) == (
        "**Weinig veranderd** sinds E5: 12 van de 24 leerlingen zitten op IV of lager, "
        "toen 10 van de 23."
    )


def test_none_and_one_are_singular() -> None:
    now = bar("M6", 3, 0, 9, before=2, both=9, both_low=0, left_low=1, entered_low=0)
    assert summary(bar("E5", 2, 1, 9), now) == (
        "Bij **rekenen**: geen van de 9 leerlingen zit op IV of lager, bij E5 1 van de 9."
    )
    gone = bar("M6", 3, 0, 27, before=2, both=27, both_low=0, left_low=9, entered_low=0)
    assert summary(bar("E5", 2, 9), gone) == (
        "Bij **rekenen** zit geen van de 27 leerlingen nog op IV of lager, bij E5 9 van de 27."
    )


def test_an_abbreviation_keeps_its_capitals() -> None:
    text = sentences.summary("Tekstlezen (AVI)", "groep 6a", [bar("M6", 3, 5)], POINTS)
    assert text == "Bij **tekstlezen (AVI)**: 5 van de 27 leerlingen zitten op IV of lager."


def test_year_groups_beside_each_other() -> None:
    six, eight = bar("jaargroep 6<br>M6", 3, 14), bar("jaargroep 8<br>M8", 3, 5, 20)
    assert sentences.summary_of_year_groups("Rekenen", "de school", [six, eight]) == (
        "Bij **rekenen** zit in **jaargroep 6** het grootste deel op IV of lager: "
        "14 van de 27 leerlingen (M6)."
    )
    # The card below it says what it shows, not the same once more.
    assert sentences.above_shares_per_year_group([six, eight]) == (
        "Elke staaf is een jaargroep van nu, bij de laatste toets."
    )
    nobody = [replace(one, low=0) for one in (six, eight)]
    assert sentences.summary_of_year_groups("Rekenen", "de school", nobody) == (
        "Bij **rekenen** zit in geen van deze 2 jaargroepen iemand op IV of lager."
    )


def test_a_part_of_a_combination_group_is_named_as_a_part() -> None:
    five = bar("jaargroep 5<br>M5", 3, 4, 11)
    four = bar("jaargroep 4<br>M4", 3, 1, 10)
    assert sentences.summary_of_year_groups("Rekenen", "groep 4/5", [four, five]) == (
        "Bij **rekenen** zit in **jaargroep 5 van groep 4/5** het grootste deel op IV of lager: "
        "4 van de 11 leerlingen (M5)."
    )
    # Of one year group only there is no largest part, and nothing is said of the others.
    assert sentences.summary_of_year_groups("Rekenen", "Plusgroep", [replace(five, low=0)]) == (
        "Bij **rekenen** in **jaargroep 5 van Plusgroep**: geen van de 11 leerlingen zit op "
        "IV of lager (M5)."
    )


def test_growth_of_a_test_once_a_year_is_called_per_half_year() -> None:
    rows = [row("gr.\u00a05 → gr.\u00a06", 1.2, 0.6, 2, half_years=2)]
    assert sentences.above_chart("De groep", POINTS, rows, "score") == (
        "De groep groeide van groep\u00a05 naar groep\u00a06 +1 punt per half jaar."
    )
    assert sentences.above_growth(rows) == (
        "De groei van groep\u00a05 naar groep\u00a06 ligt tussen +1 en +2 per half jaar."
    )
    assert sentences.above_growth(rows, is_in_time=False) == (
        "Zo veel groeide elke jaargroep per half jaar."
    )
    assert sentences.below_growth(rows, is_in_time=False) == (
        "Punten per half jaar van dezelfde leerlingen, tussen hun laatste twee toetsen, met het "
        "bereik (95%). Zit er meer tijd tussen twee toetsen, dan is de groei over die tijd "
        "verdeeld."
    )
    two = [row("M5 → M6", 4, 1, 7, 2), row("M6 → E6", 20, 16, 24)]
    assert sentences.above_growth(two) == "De groei per half jaar was groter dan van M5 naar M6."


def test_growth_ranges_that_touch_as_they_are_written_do_not_differ() -> None:
    rows = [row("M5 → E5", 12, 9, 15.2), row("E5 → M6", 18, 15.4, 21)]
    assert sentences.above_growth(rows) == "Of de groei echt verschilt, is niet te zeggen."


def test_the_note_speaks_of_bands_only_where_they_are_drawn() -> None:
    few = [point("M6", 2025, 80, n=3, norm=norm(0, 40, mean=55))]
    assert sentences.below_chart("score", few) == "Vaardigheidsscore."


def test_the_note_names_the_norm_group_only_where_it_is_drawn() -> None:
    with_norm = [replace(POINTS[0], norm=norm(0, 40, mean=55))]
    assert "normgroep" in sentences.below_chart("score", with_norm)
    assert "normgroep" not in sentences.below_chart("score", POINTS)


def test_no_sentence_is_longer_than_twenty_words() -> None:
    now = bar("M6", 3, 18, before=2, both=27, both_low=18, left_low=0, entered_low=8)
    rows = [row("M5 → E5", 12, 9, 15), row("E5 → M6", 16, 13, 19)]
    for text in (
        summary(bar("E5", 2, 10), now),
        sentences.above_chart("De groep", POINTS, rows, "score"),
        sentences.above_chart("De groep", POINTS, [], "functioning_level"),
        sentences.above_growth(rows),
        sentences.above_shares([bar("E5", 2, 10), now]),
        summary(bar("E5", 2, 10), replace(now, entered_low=1)),
    ):
        assert len(text.split()) <= 20, text
