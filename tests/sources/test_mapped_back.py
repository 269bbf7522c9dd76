"""What was said of a table comes back out of the profile that was made of it, and is proposed."""

from dataclasses import replace

from ibdash.sources import guess, mapped
from ibdash.sources.guess_wide import WideGuess
from ibdash.sources.mapped import Answers, WideColumn
from ibdash.sources.mapped_back import Said, columns, said
from tests.sources.test_mapped import LONG, WIDE


def again(answers: Answers, row: list[str]) -> guess.TableGuess:
    before = said(mapped.profile_of(answers, "eigen-1"))
    return guess.table(answers.header, [row], {}, before)


def test_a_long_table() -> None:
    found = said(mapped.profile_of(LONG, "eigen-1"))
    assert found == Said(
        "results",
        {
            **{"llnnr": "pupil_key", "naam": "whole_name", "groep": "", "toets": "test"},
            **{"datum": "taken_on", "vaardscore": "ability_score", "niveau": "level"},
            "mentor": "",
        },
        {},
        "",
        "",
    )


def test_names_that_are_always_asked_have_the_answer_of_before() -> None:
    row = ["1", "Wal, Noor", "4A", "DMT M4", "22-01-2026", "38", "III", "Juf B"]
    found = {one.header: one for one in again(LONG, row).columns}
    assert {name: (one.field, one.certainty) for name, one in found.items()} == {
        "Lln.nr.": ("pupil_key", "likely"),
        "Naam": ("whole_name", "likely"),
        "Groep": ("", "likely"),
        "Toets": ("test", "likely"),
        "Datum": ("taken_on", "likely"),
        "Vaard.score": ("ability_score", "likely"),
        "Niveau": ("level", "likely"),
        "Mentor": ("", "likely"),
    }
    assert found["Groep"].why == "vorige keer koos u overslaan"


def test_the_outcome_of_a_column_of_one_test_is_the_one_of_before() -> None:
    answers = replace(
        WIDE,
        wide=(
            WideColumn("DMT M4", "ability_score", "DMT", "woordlezen", "M4", publisher="Boom"),
            *WIDE.wide[1:],
        ),
    )
    found = again(answers, ["1", "Noor", "Wal", "38", "45", "III", "111222333"])
    assert (found.kind, found.school_year) == ("results", "2025-2026")
    of = {one.header: one for one in found.columns}
    assert of["DMT M4"].wide == WideGuess(
        "ability_score", "DMT", "woordlezen", "M4", publisher="Boom"
    )
    assert of["DMT M4"].why == "vorige keer koos u Vaardigheidsscore van DMT"
    assert of["DMT E4"].wide == WideGuess("raw_score", "DMT", "woordlezen", "E4", publisher="")


def test_what_is_never_kept_is_not_offered_again_either() -> None:
    row = ["1", "Noor", "Wal", "38", "45", "III", "111222333"]
    assert again(WIDE, row).columns[-1].never


def test_the_column_of_the_school_stays_that_and_a_place_of_its_own_is_one() -> None:
    of_pupils = Answers(
        title="Lijst",
        kind="pupils",
        header=("nr", "naam", "groep", "school"),
        columns={"nr": "pupil_key", "naam": "call_name", "groep": "group_name", "school": "brin"},
        school_year="2025-2026",
    )
    assert columns(mapped.profile_of(of_pupils, "eigen-1"))["school"] == "brin"
    with_place = replace(
        of_pupils,
        header=(*of_pupils.header, "plek"),
        columns={**of_pupils.columns, "plek": "location"},
    )
    assert said(mapped.profile_of(with_place, "eigen-1")).columns["plek"] == "location"


def test_a_word_waits_for_its_meaning() -> None:
    assert mapped.needed(replace(LONG, not_taken={"afw": "?", "x": ""})) == [
        "wat \u201cafw\u201d betekent"
    ]
