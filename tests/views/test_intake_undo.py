"""What undoing an intake does, in words computed from its counts."""

from datetime import date, datetime
from typing import Any

import pytest

from ibdash.intake import FieldChange, Later, Taken, Undoing
from ibdash.views import intake_undo as words


def undoing(**counts: Taken) -> Undoing:
    return Undoing(7, "toetsen.csv", counts=dict(counts))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("**", "")


@pytest.mark.parametrize(
    ("counts", "text", "afterwards"),
    [
        (
            {"result": Taken(3, 1), "pupil": Taken(2, 0)},
            "3 resultaten en 2 leerlingen gaan weg. Van 1 resultaat komt de oude waarde terug.",
            "3 resultaten en 2 leerlingen zijn weg. Van 1 resultaat is de oude waarde terug.",
        ),
        (
            {"result": Taken(0, 12), "pupil": Taken(0, 1)},
            "Van 12 resultaten en 1 leerling komen de oude waarden terug. Er gaat niets weg.",
            "Van 12 resultaten en 1 leerling zijn de oude waarden terug.",
        ),
        (
            {"result": Taken(1, 0), "test": Taken(1, 0), "placement": Taken(1, 0)},
            "1 resultaat gaat weg.",
            "1 resultaat is weg.",
        ),
        (
            {"placement": Taken(0, 3, 2)},
            "Van 1 plaatsing komt de oude waarde terug. 2 plaatsingen komen terug."
            " Er gaat niets weg.",
            "Van 1 plaatsing is de oude waarde terug. 2 plaatsingen zijn terug.",
        ),
        (
            {"test": Taken(2, 0)},
            "2 toetsen gaan weg.",
            "2 toetsen zijn weg.",
        ),
        (
            {"pupil_alias": Taken(2, 0)},
            "Er verandert niets aan wat er nu staat.",
            "Er verandert niets aan wat er nu staat.",
        ),
    ],
)
def test_the_sentence_is_counted(counts: dict[str, Taken], text: str, afterwards: str) -> None:
    found = undoing(**counts)
    assert plain(words.sentence(found)) == text
    assert plain(words.sentence(found, is_done=True)) == afterwards


def change(column: str, now: Any, was: Any, what: str = "spelling M6") -> FieldChange:
    return FieldChange(5, "Eva Jansen", what, column, now, was, "I-V")


def test_the_heading_counts_the_results_and_pupils_with_old_values() -> None:
    found = undoing(result=Taken(3, 12), pupil=Taken(0, 1), placement=Taken(0, 2, 2))
    found.back = [change("score", 2.0, 1.0)]
    assert plain(words.values_heading(found)) == (
        "Oude waarden die terugkomen: 12 resultaten en 1 leerling"
    )
    assert words.values_in_all(found) == 13
    assert words.values_heading(undoing(result=Taken(3, 0))) == ""


def test_the_command_line_shows_values_and_no_names() -> None:
    found = undoing(result=Taken(0, 3))
    found.back = [
        change("score", 39.0, 38.5),
        change("datum", date(2026, 1, 21), None),
        change("naam", "Eva Wit", "Eva Jansen", "leerling"),
        change("overige gegevens", None, None),
    ]
    assert [plain(line) for line in words.plain_values(found)] == [
        "regel 5, spelling M6: score 39 → 38,5",
        "regel 5, spelling M6: datum 21 jan 2026 → leeg",
        "regel 5, leerling: naam",
        "regel 5, spelling M6: overige gegevens",
    ]


def test_later_files_stand_in_the_way_the_newest_first() -> None:
    found = undoing(result=Taken(0, 0))
    found.built_on = (
        Later("een.csv", datetime(2026, 2, 9, 12, 30), 11),
        Later("", datetime(2026, 2, 10, 12, 30), choice="join"),
        Later("twee.csv", datetime(2026, 2, 11, 12, 30), 12),
    )
    assert plain(words.blocked_sentence(found)) == (
        "Dit kan nog niet: 3 latere wijzigingen bouwen hierop voort."
    )
    assert words.blocked_remedy(found) == (
        "Haal de leerlingen bij Wie is wie uit elkaar. Maak die bestanden eerst ongedaan, het"
        " nieuwste het eerst. Daarna kan dit bestand ook."
    )
    numbers, texts = zip(*words.in_the_way(found), strict=True)
    assert numbers == (12, None, 11)
    assert plain(texts[0]).startswith("twee.csv, overgenomen op 11 feb 2026, ")
    assert plain(texts[1]).startswith("twee leerlingen samengevoegd, 10 feb 2026, ")


def test_one_later_file_is_told_in_the_singular() -> None:
    found = undoing()
    found.built_on = (Later("een.csv", datetime(2026, 2, 9, 12, 30), 11),)
    assert plain(words.blocked_sentence(found)) == (
        "Dit kan nog niet: een later bestand bouwt hierop voort."
    )
    assert words.blocked_remedy(found).startswith("Maak dat bestand eerst ongedaan.")


def test_what_stays_is_said_only_where_something_stays() -> None:
    assert words.kept_sentence(undoing()) == ""
    found = undoing()
    found.kept = 1
    assert "blijven staan" in words.kept_sentence(found)
