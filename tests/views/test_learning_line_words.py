"""Words that the sentences of Leerlijnen share: numbers with their noun, names, ranges."""

import pytest

from ibdash.views import learning_line_words as words


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Rekenen", "rekenen"),
        ("Tekstlezen (AVI)", "tekstlezen (AVI)"),
        ("AVI", "AVI"),
        ("Begrijpend lezen (Cito)", "begrijpend lezen (Cito)"),
    ],
)
def test_a_line_within_a_sentence(name: str, wanted: str) -> None:
    assert words.in_sentence(name) == wanted


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        (1, 0, "+1 punt"),
        (-1.4, 0, "\u22121 punt"),
        (0, 0, "0 punten"),
        (10, 0, "+10 punten"),
        (1262, 0, "+1.262 punten"),
        (1.0, 1, "+1,0 punt"),
        (1.1, 1, "+1,1 punten"),
    ],
)
def test_steps_with_their_noun(value: float, decimals: int, wanted: str) -> None:
    assert words.steps(value, decimals) == wanted


def test_points_have_no_sign() -> None:
    assert (words.points(1), words.points(12)) == ("1 punt", "12 punten")


def test_none_and_one_sit_and_more_sit_in_plural() -> None:
    assert words.standing_at(0, 27, "IV of lager") == "geen van de 27 leerlingen zit op IV of lager"
    assert words.standing_at(1, 27, "IV of lager") == "1 van de 27 leerlingen zit op IV of lager"
    assert words.standing_at(2, 1262, "IV") == "2 van de 1.262 leerlingen zitten op IV"


def test_a_range_is_clear_as_it_is_written() -> None:
    assert words.is_clear(-15, -1)
    assert words.is_clear(0.6, 4)
    assert not words.is_clear(-15, -0.4)
    assert not words.is_clear(-15, 3)
    assert not words.is_clear(0, 3)
    assert words.is_clear(0.4, 3, 1)


def test_moments_and_year_groups() -> None:
    assert words.at("M6") == "bij M6"
    assert words.at("groep 6") == "in groep 6"
    assert words.at("2025-26") == "in 2025-26"
    assert words.pair_in_sentence("gr.\u00a05 → gr.\u00a06") == ("groep\u00a05", "groep\u00a06")
    assert words.year_group("5") == "jaargroep\u00a05"
    assert words.year_groups(("4", "5")) == "jaargroep\u00a04 en 5"


def test_what_is_cut_off_ends_in_an_ellipsis() -> None:
    assert words.shortened("Toetser", 7) == "Toetser"
    assert words.shortened("Boom testcentrum", 9) == "Boom tes\u2026"
