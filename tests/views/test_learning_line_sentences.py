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
        "**Rekenen vraagt aandacht**: 18 van de 27 leerlingen zitten op IV of lager, bij E5 waren "
        "dat er 10."
    )


def test_fewer_low_levels_than_chance() -> None:
    now = bar("M6", 3, 6, before=2, both=27, both_low=6, left_low=9, entered_low=1)
    assert summary(bar("E5", 2, 14), now) == (
        "Bij **rekenen** zitten nog 6 van de 27 leerlingen op IV of lager, bij E5 waren dat er 14."
    )


@pytest.mark.parametrize(("entered", "left"), [(2, 0), (6, 3)])
def test_little_change_is_called_little(entered: int, left: int) -> None:
    # Two pupils, or a change that chance makes too.
    now = bar("M6", 3, 12, before=2, both=27, both_low=12, left_low=left, entered_low=entered)
    assert summary(bar("E5", 2, 10), now) == (
        "Er is **weinig veranderd** sinds E5: 12 van de 27 leerlingen zitten op IV of lager, "
        "toen 10."
    )


def test_under_fifteen_pupils_there_are_counts_and_no_judgement() -> None:
    now = bar("M6", 3, 6, 9, before=2, both=9, both_low=6, left_low=0, entered_low=6)
    assert summary(bar("E5", 2, 1, 9), now) == (
        "Bij **rekenen**: 6 van de 9 leerlingen zitten op IV of lager, bij E5 was dat er 1."
    )


def test_without_levels_the_neutral_sentence() -> None:
    assert summary() == "Rekenen in groep 6a: 27 leerlingen met een resultaat bij **M6**."
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


def test_shares_are_percents_from_ten_pupils_on() -> None:
    before, now = bar("E5", 2, 10), bar("M6", 3, 14, before=2)
    assert sentences.above_shares([before, now]) == (
        "Op IV of lager: nu 52% van de leerlingen, bij E5 37%."
    )
    assert sentences.above_shares([bar("M6", 3, 2, 7)]) == (
        "Op IV of lager: nu 2 van de 7 leerlingen."
    )
    assert sentences.above_shares([bar("M6", 3, 1, 4)]) == sentences.TOO_FEW


def test_year_groups_beside_each_other() -> None:
    six, eight = bar("groep 6<br>M6", 3, 14), bar("groep 8<br>M8", 3, 5, 20)
    assert sentences.summary_of_year_groups("Rekenen", "de school", [six, eight]) == (
        "Bij **rekenen** zit in **groep 6** het grootste deel op IV of lager: "
        "14 van de 27 leerlingen (M6)."
    )
    assert sentences.above_shares_per_year_group([six, eight]) == (
        "Het grootste deel op IV of lager zit in groep 6: 52%."
    )
    nobody = bar("groep 6<br>M6", 3, 0)
    assert "geen jaargroep" in sentences.summary_of_year_groups("Rekenen", "de school", [nobody])


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
    ):
        assert len(text.split()) <= 20, text
