"""The change of school year in words."""

from datetime import date

import pytest

from ibdash.domain.year_change import Kind
from ibdash.intake.year_change import Mover, YearChange
from ibdash.views import dutch, first_tests, year_change

BO = Mover(2, "Bo <b> Twee", "Bo", "Twee", "doubled", "5A", "5B", False)
EVA = Mover(5, "Eva Vijf", "Eva", "Vijf", "missing", "6A", None, True)
GUS = Mover(7, "Gus Zeven", "Gus", "Zeven", "came", None, None, False)


def changed(*pupils: Mover, **counts: int) -> YearChange:
    return YearChange("2024-2025", "2025-2026", counts, pupils, True, True)


def plain(text: str) -> str:
    return text.replace(dutch.NO_BREAK, " ").replace("&nbsp;", " ")


def test_every_kind_has_its_words() -> None:
    assert list(year_change.KINDS) == [str(kind) for kind in Kind]


def test_the_sentence_tells_the_kinds_in_order() -> None:
    of = changed(missing=2, moved_on=168, doubled=1, came=27, left_after_8=24)
    assert plain(year_change.sentence(of)) == (
        "168 leerlingen gaan door, 1 doet het jaar over, 27 zijn nieuw, 24 zijn van school na"
        " groep 8 en 2 ontbreken zonder uitstroomdatum."
    )
    assert plain(year_change.sentence(changed(doubled=1))) == "1 leerling doet het jaar over."


def test_the_table_has_a_row_per_kind_with_what_to_check() -> None:
    table = year_change.table(changed(came=1, moved_on=1_168))
    assert ">1.168</td>" in table.to_html()
    frame = table.data
    assert frame["Wat"].tolist() == ["Naar de volgende jaargroep", "Nieuw op school"]
    assert frame["Leerlingen"].tolist() == [1_168, 1]
    assert frame["Kijk dit na bij de bron"].str.len().min() > 0


def test_who_are_named_per_kind_with_their_groups_and_escaped() -> None:
    of = changed(BO, EVA, GUS, doubled=3, missing=1, came=1)
    shown = {one.pupil_id: one.display_name for one in of.pupils}
    html = plain(year_change.who(of, of.pupils, shown))
    assert "Bo &lt;b&gt; Twee" in html
    assert "(5A → 5B)" in html
    assert "en nog 2." in html, "of three who stay down one is listed"
    assert "(zonder groep)" in html
    assert html.index("Bo") < html.index("Gus") < html.index("Eva")


def test_the_question_says_what_each_answer_does() -> None:
    text = plain(year_change.question_text(changed(EVA, missing=1), 1))
    assert text.startswith("1 leerling zat in 2024-2025 nog niet in groep 8, en staat")
    assert "Van school: uitgeschreven per 31 juli 2025." in text
    assert "Hoort er nog bij: staat in 2025-2026 bij Zonder groep." in text
    assert plain(year_change.where_from(EVA)) == (
        "uit groep 6A; iemand met dezelfde naam is nieuw in dit bestand"
    )


@pytest.mark.parametrize(
    ("year_groups", "today", "expected"),
    [
        (("3",), date(2025, 9, 1), True),
        (("2", "3"), date(2025, 9, 1), True),
        (("3",), date(2026, 2, 15), True),
        (("3",), date(2026, 2, 16), False),
        (("3", "4"), date(2025, 9, 1), False),
        (("2",), date(2025, 9, 1), False),
        ((), date(2025, 9, 1), False),
    ],
)
def test_groep_3_has_no_tests_before_the_end_of_m(
    year_groups: tuple[str, ...], today: date, expected: bool
) -> None:
    assert first_tests.are_to_come(year_groups, "2025-2026", today) == expected
