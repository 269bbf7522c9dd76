"""The sentences about one pupil: growth against the error, what is expected, and no more."""

from dataclasses import replace
from datetime import date

from ibdash.views import growth_bars
from ibdash.views import learning_line_pupil_sentences as sentences
from ibdash.views.learning_line import Point
from ibdash.views.learning_line_pupil import Care, Expected
from tests.views.line_points import norm, of_pupil


def at(moment: str, year: int, value: float, level: str | None = None, **more: object) -> Point:
    scale = "I-V" if level else None
    return of_pupil(moment, year, value, level=level, level_scale=scale, **more)


def summary(*points: Point, care: tuple[Care, ...] = ()) -> str:
    return sentences.summary("Woordlezen", "Bram", points, care)


def above(*points: Point) -> str:
    return sentences.above_chart(points, growth_bars.pupil_rows(points, {}), "score")


def test_far_behind_since_when_and_whether_with_help() -> None:
    points = (at("M5", 2024, 30, "V"), at("E5", 2024, 31, "V-"), at("M6", 2025, 35, "V-"))
    assert summary(*points) == "**Woordlezen blijft ver achter**: V\u2212 sinds E5."
    plan = Care("Plan", "Plan", date(2025, 9, 1), None)
    assert summary(*points, care=(plan,)) == (
        "**Woordlezen blijft ver achter**: V\u2212 sinds E5, ook met een plan of ondersteuning."
    )


def test_one_lowest_level_is_not_yet_far_behind() -> None:
    assert summary(at("E5", 2024, 31, "IV"), at("M6", 2025, 30, "V-")) == (
        "Bram zit bij woordlezen op **V\u2212** (M6), bij E5 was dat IV."
    )


def test_a_percentile_of_ten_is_the_lowest_tenth_whatever_the_level() -> None:
    points = [at("E5", 2024, 31, "V", percentile=9.0), at("M6", 2025, 35, "V", percentile=10.0)]
    assert summary(*points).startswith("**Woordlezen blijft ver achter**: V sinds E5")
    # A plain V without percentile may be anything up to 20.
    assert summary(at("E5", 2024, 31, "V"), at("M6", 2025, 35, "V")) == (
        "Bram zit bij woordlezen op **V** (M6), net als bij E5."
    )


def test_levels_of_two_norms_are_not_told_together() -> None:
    before = at("E5", 2024, 31, "II", norm_version="2019")
    assert summary(before, at("M6", 2025, 35, "III")) == "Bram zit bij woordlezen op **III** (M6)."


def test_cards_and_scores_where_there_is_no_level() -> None:
    card = of_pupil("M6", 2025, 5, label="M5")
    assert summary(card) == "Bram zit bij woordlezen op **AVI M5** (M6)."
    assert summary(of_pupil("M6", 2025, 58)) == "Bram zit bij woordlezen op **58** (M6)."
    assert summary() == "Van Bram zijn er bij woordlezen nog geen resultaten."


def test_growth_against_the_error() -> None:
    first = of_pupil("M6", 2025, 161, error=6.0)
    assert above(first, of_pupil("E6", 2025, 180, error=6.0)) == (
        "Van M6 naar E6: 19 punten gegroeid (bereik 8 tot 30); dat is meer dan de meetfout."
    )
    assert above(first, of_pupil("E6", 2025, 170, error=6.0)) == (
        "Van M6 naar E6: 9 punten gegroeid (bereik \u22122 tot 20); dat valt binnen de meetfout."
    )
    assert above(first, of_pupil("E6", 2025, 146, error=6.0)) == (
        "Van M6 naar E6: 15 punten lager (bereik \u221226 tot \u22124); "
        "dat is meer dan de meetfout."
    )
    assert above(first, of_pupil("E6", 2025, 170, error=None)) == (
        "Van M6 naar E6: 9 punten gegroeid; de meetfout is niet bekend."
    )
    assert above(first) == "Eén meting (M6): over groei is nog niets te zeggen."


def test_a_trend_needs_four_measurements() -> None:
    points = [of_pupil("M5", 2024, 100, error=5.0), of_pupil("E5", 2024, 108, error=5.0)]
    assert sentences.about_trend(points, {}) == (
        "Te weinig gegevens voor een trend. 2\u00a0metingen (M5 en E5), 4 nodig."
    )
    points += [of_pupil("M6", 2025, 105, error=5.0), of_pupil("E6", 2025, 118, error=5.0)]
    points.append(of_pupil("M7", 2026, 121, error=5.0))
    # The example of methods.md: 5,2 per half year, 3,17 to 7,23.
    assert sentences.about_trend(points, {}) == (
        "Eigen tempo over 5 metingen: +5 punten per half jaar (tussen +3 en +7)."
    )


def test_what_is_expected_and_on_whom_it_rests() -> None:
    expected = Expected("M7", date(2027, 1, 30), 134, 190, 174.6, 205.2, ((180.0, 184.0),) * 10)
    assert sentences.about_expected(expected) == (
        "Verwacht bij M7: **175 tot 205**; 8 van de 10 leerlingen met zo'n start komen daarin uit "
        "(134 eerdere leerlingen van deze school)."
    )
    assert "groeiden van 4 tot 4 punten" in sentences.about_alike(expected)
    assert "te weinig eerdere leerlingen" in sentences.about_expected(None)
    assert sentences.about_alike(None) == (
        "Te weinig vergelijkbare leerlingen om ernaast te zetten."
    )


def test_where_the_error_comes_from() -> None:
    with_error, without = of_pupil("M6", 2025, 50), of_pupil("M6", 2025, 50, error=None)
    assert sentences.about_error([with_error], {}) == "Meetfout: geleverd door de uitgever."
    assert sentences.about_error([without], {}) == "Meetfout niet geleverd."
    assert sentences.about_error([without], {1: 8.2}) == (
        "Meetfout niet geleverd; we rekenen met hoogstens 8 punten, geschat uit de resultaten van "
        "deze school."
    )


def test_one_point_is_no_plural_and_a_yearly_test_is_in_a_year_group() -> None:
    first = of_pupil("6", 2024, 100, error=None, half_year=4049)
    second = of_pupil("7", 2025, 101, error=None, half_year=4051)
    rows = growth_bars.pupil_rows([first, second], {})
    assert sentences.above_chart([first, second], rows, "score") == (
        "Van groep\u00a06 naar groep\u00a07: 1 punt gegroeid; de meetfout is niet bekend."
    )
    assert sentences.above_chart([first, second], rows, "percentile") == (
        "Percentiel 101 in groep 7, in groep 6 was dat 100."
    )
    assert sentences.summary("Tekstlezen (AVI)", "Bram", [], []) == (
        "Van Bram zijn er bij tekstlezen (AVI) nog geen resultaten."
    )


def test_the_notes_speak_only_of_what_is_drawn() -> None:
    def below(*points: Point, **bounds: float) -> str:
        return sentences.below_chart("score", points, {1: bounds["bound"]} if bounds else {},
                                     has_care=False)  # fmt: skip

    bare = of_pupil("M6", 2025, 50, error=None)
    bar = "Vaardigheidsscore, de balk is het bereik van de meetfout (80%)."
    assert below(bare) == "Vaardigheidsscore."
    assert below(bare, bound=8) == bar
    with_norm = of_pupil("M6", 2025, 50, norm=norm(0, 40))
    assert below(with_norm) == f"{bar} Vlakken: de niveaus uit uw normtabel."
    # Levels without a colour are no areas.
    unknown = of_pupil("M6", 2025, 50, norm=replace(norm(0, 40), scale="Eigen"))
    assert below(unknown) == bar
    rows = growth_bars.pupil_rows([bare, of_pupil("E6", 2025, 60, error=None)], {})
    assert sentences.below_growth(rows) == "Punten per half jaar."
    assert sentences.below_growth([]) == ""
    within = growth_bars.pupil_rows([of_pupil("M6", 2025, 50), of_pupil("E6", 2025, 55)], {})
    assert sentences.below_growth(within) == (
        "Punten per half jaar, met het bereik (80%). Grijs: binnen de meetfout."
    )
