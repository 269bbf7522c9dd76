"""The sentences about cohorts: careful, and a trend only from four on."""

from dataclasses import replace

from ibdash.domain.means import cohort_difference
from ibdash.domain.state import State
from ibdash.views import cross_section_sentences as sentences
from ibdash.views import learning_line_tables
from ibdash.views.cross_section import Cohort
from ibdash.views.level_shares import LevelBar

YEAR = "2025-2026"


def cohort(year: int, mean: float, n: int = 25, **more: object) -> Cohort:
    spread = tuple(mean + step for step in (-20, -10, 0, 10, 20))
    made = Cohort("M6", f"{year}-{year + 1}", 1, "RW", "2024", n, n, mean, 10, spread)
    return replace(made, **more)  # type: ignore[arg-type]


def above(*cohorts: Cohort) -> str:
    return sentences.above(cohorts, "score", YEAR)


def test_a_difference_beyond_chance_is_named_with_its_size() -> None:
    before = [cohort(year, 170) for year in (2022, 2023, 2024)]
    # 20 is the middle half, so 9 points are "iets" and 15 are not.
    assert (
        above(*before, cohort(2025, 161))
        == "Deze jaargroep\u00a06 scoort iets lager dan de vorige drie."
    )
    assert (
        above(*before, cohort(2025, 185))
        == "Deze jaargroep\u00a06 scoort hoger dan de vorige drie."
    )


def test_a_difference_within_chance_is_not_told() -> None:
    assert above(cohort(2024, 170), cohort(2025, 167)) == (
        "Tussen deze jaargroep\u00a06 en de vorige is geen verschil aan te tonen."
    )
    assert sentences.below([cohort(2024, 170), cohort(2025, 167)]) == (
        "Verschil \u22123 punten; het verschil kan toeval zijn (tussen \u221211 en +5). "
        "Voor een trend zijn 4 schooljaren op één schaal nodig; er zijn er 2."
    )


def test_earlier_cohorts_are_taken_together_as_in_the_domain() -> None:
    before, now = cohort(2024, 170), cohort(2025, 160)
    found = sentences.difference_from_before([before, now])
    assert found == cohort_difference(25, 170, 10, 25, 160, 10)
    assert sentences.difference_from_before([now]) is State.TOO_LITTLE
    small = sentences.difference_from_before([replace(before, n=9), now])
    assert small is State.TOO_LITTLE


def test_too_many_missing_pupils_are_no_comparison() -> None:
    assert above(cohort(2024, 170), cohort(2025, 160, n=20, placed=27)) == (
        "Vergelijken kan niet: 7 van de 27 leerlingen missen de toets."
    )


def test_a_cohort_of_an_earlier_year_is_not_this_group() -> None:
    assert above(cohort(2023, 170), cohort(2024, 167)).startswith(
        "Tussen jaargroep\u00a06 van 2024-25"
    )


def test_nothing_before_it() -> None:
    assert above(cohort(2025, 160)) == (
        "Van deze jaargroep\u00a06 is er geen eerdere jaargroep op dezelfde schaal."
    )
    assert above() == "Te weinig leerlingen voor een vergelijking tussen schooljaren."


def test_a_trend_from_four_cohorts_on() -> None:
    four = [
        cohort(year, mean)
        for year, mean in zip(range(2022, 2026), (158, 161, 160, 165), strict=True)
    ]
    assert sentences.below(four).endswith(
        "Geen trend aan te tonen (+2,0 punten per jaar, tussen \u22121,3 en +5,3)."
    )
    straight = [cohort(year, 150 + 3 * (year - 2022)) for year in range(2022, 2026)]
    assert "Trend: +3,0 punten per jaar" in sentences.below(straight)


def test_percentiles_of_another_norm_are_not_set_beside_each_other() -> None:
    old, now = cohort(2024, 50, norm_version="2019"), cohort(2025, 40)
    assert sentences.above([old, now], "percentile", YEAR) == (
        "Deze jaargroep\u00a06: percentiel 40; ervoor gold een andere norm."
    )
    same = replace(old, norm_version="2024")
    assert sentences.above([same, now], "percentile", YEAR) == (
        "Deze jaargroep\u00a06: percentiel 40, het schooljaar ervoor percentiel 50."
    )


def test_levels_per_school_year() -> None:
    now = LevelBar("6", 1, 2, "2025-26", "I-V", "2024", {"IV": 13, "III": 12}, 25, 13)
    before = replace(now, title="2024-25", low=12)
    assert sentences.above_bars([before, now]) == (
        "Op IV of lager: 13 van de 25 in 2025-26, 12 van de 25 in 2024-25."
    )
    assert sentences.above_bars([replace(before, norm_version="2019"), now]) == (
        "Op IV of lager: 13 van de 25 in 2025-26."
    )
    assert sentences.above_bars([]) == "Nog geen niveaus bij dit moment."


def test_a_range_that_ends_at_zero_as_it_is_written_is_no_difference() -> None:
    # -9 points, from -17,3 to -0,7 is "lager"; with -8,5 the end is -0,2, written as 0.
    before = cohort(2024, 170)
    assert "iets lager" in above(before, cohort(2025, 161))
    assert above(before, cohort(2025, 161.5)) == (
        "Tussen deze jaargroep\u00a06 en de vorige is geen verschil aan te tonen."
    )
    assert "het verschil kan toeval zijn (tussen \u221217 en 0)" in sentences.below(
        [before, cohort(2025, 161.5)]
    )


def test_one_point_is_no_plural() -> None:
    assert sentences.below([cohort(2024, 170), cohort(2025, 171)]).startswith("Verschil +1 punt;")


def test_the_words_name_the_whole_year_group() -> None:
    own = [cohort(2024, 170), cohort(2025, 171)]
    assert sentences.summary("Rekenen", "jaargroep\u00a06", own, "score") == (
        "Rekenen in jaargroep\u00a06 bij M6: **2\u00a0schooljaren op dezelfde schaal**, "
        "elk jaar andere leerlingen."
    )
    assert sentences.what_is_shown(own, "score") == (
        "Heel jaargroep\u00a06, M6: gemiddelde en middelste helft."
    )
    # Without a bar the note does not speak of one.
    small = [cohort(2025, 171, n=4, spread=None)]
    assert sentences.what_is_shown(small, "score") == "Heel jaargroep\u00a06, M6: gemiddelde."
    assert sentences.what_is_shown([], "score") == ""
    assert sentences.whole_year_group("6") == "Heel jaargroep\u00a06"


def test_a_level_is_written_by_its_name_not_by_its_rank() -> None:
    scale = ("V-", "V", "IV", "III", "II", "I", "I+")
    now = cohort(2025, 4, spread=(2.0, 3.0, 4.0, 5.0, 6.0), scale_levels=scale)
    before = replace(now, school_year="2023-2024", spread=(1.0, 1.0, 1.0, 3.0, 6.0))
    assert sentences.above([before, now], "level", YEAR) == (
        "Deze jaargroep\u00a06: niveau III, in 2023-24 niveau V\u2212."
    )
    assert now.ticks(1.4, 5.2, "level") == ([2, 3, 4, 5], ["V", "IV", "III", "II"])
    (row, _) = learning_line_tables.of_cohorts([now, before], "level")
    assert (row["Midden"], row["Middelste helft"]) == ("III", "IV tot II")
