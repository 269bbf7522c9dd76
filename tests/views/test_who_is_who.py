"""Answers, joining and parting in words."""

from datetime import date, datetime
from typing import get_args

from ibdash.domain.same_pupil import Why
from ibdash.intake import Joined
from ibdash.views import who_is_who as views

ANSWER = {
    "display_name": "Noor Wal",
    "birth_date": date(2018, 3, 9),
    "is_new": False,
    "has_key": True,
    "system": "esis",
    "file_name": "toetsen.csv",
    "source_row": 7,
    "changed_at": datetime(2026, 2, 9, 12, 30),
    "who": "Ina Fictief",
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_answer_says_who_it_was_and_in_which_row() -> None:
    assert plain(views.answer_words(ANSWER, "NW")) == (
        "NW, geboren 9 mrt 2018 is dezelfde leerling (ESIS, regel 7)."
    )
    assert "een andere leerling dan de anderen" in views.answer_words(
        ANSWER | {"is_new": True}, "NW"
    )
    assert views.answer_words(ANSWER | {"display_name": None, "has_key": False}, "") == (
        "Een leerling met deze naam en geboortedatum (ESIS, regel 7) is geen van de leerlingen die"
        " u had."
    )
    assert plain(views.given_when(ANSWER)).endswith(":30 · Ina Fictief · toetsen.csv")


def test_taking_an_answer_back_says_what_follows() -> None:
    text = views.forget_sentence(ANSWER, "NW")
    assert "vraagt opnieuw wie het is" in text
    assert "blijft bij NW staan" in text
    assert "Maak dan bij Geschiedenis toetsen.csv ongedaan" in text
    assert "blijft" not in views.forget_sentence(ANSWER | {"display_name": None}, "")


def test_joining_and_parting_say_what_goes_where() -> None:
    done = Joined(
        5, "k1", "k2", {"result": 12, "plan": 1, "pupil_match": 1}, {"placement": 1}, keys=2
    )
    assert plain(views.join_sentence(done)) == (
        "12 resultaten, 1 plan en 2 sleutels gaan naar de leerling die blijft. Wat beide hebben"
        " (1 plaatsing), staat er één keer; dat van de ander blijft bewaard. U kunt dit later weer"
        " uit elkaar halen."
    )
    assert plain(views.part_sentence(done)) == (
        "Daarna zijn het weer twee leerlingen. 12 resultaten, 1 plaatsing, 1 plan en 2 sleutels"
        " gaan terug, ook wat er sinds het samenvoegen bij kwam."
    )
    only_keys = Joined(6, "k1", "k2", {}, {}, keys=1)
    assert plain(views.join_sentence(only_keys)).startswith("Alleen 1 sleutel gaat mee.")


ROW = {
    "birth_date": date(2018, 3, 9),
    "placed": "2024-2025 3A, 2025-2026 4A",
    "number": "12",
    "systems": "edexml",
    "results": 3,
}


def test_a_pair_is_told_apart_by_birth_date_and_group() -> None:
    other = ROW | {"birth_date": None, "placed": "2025-2026 zonder groep"}
    assert plain(views.pair_sentence(ROW, other, ("Noor Wal", "Noor Wal"), "no_birth_date")) == (
        "Noor Wal (9 mrt 2018, 4A) en Noor Wal (geboortedatum onbekend, zonder groep): zelfde naam,"
        " van één is de geboortedatum onbekend"
    )


def test_of_both_the_birth_date_is_unknown_and_the_numbers_differ() -> None:
    one = ROW | {"birth_date": None}
    text = views.pair_sentence(one, one | {"number": "31"}, ("NW", "NW"), "no_birth_dates")
    assert plain(text) == (
        "NW (geboortedatum onbekend, 4A, nummer 12) en NW (geboortedatum onbekend, 4A, nummer 31):"
        " zelfde naam, van beide is de geboortedatum onbekend"
    )
    text = views.pair_sentence(ROW, ROW | {"results": 1}, ("NW", "NW"), "same")
    assert plain(text).startswith("NW (9 mrt 2018, 4A, 3 resultaten) en NW (9 mrt 2018, 4A, 1 res")


def test_every_reason_has_words() -> None:
    assert set(views.WHY) == set(get_args(Why))
