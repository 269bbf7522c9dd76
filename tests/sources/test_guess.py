"""Guesses about columns, on tables that a person can check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.sources import guess, guess_tests
from ibdash.sources.guess import Guess, TableGuess
from ibdash.sources.map_fields import ASKED
from ibdash.sources.raw_tables import raw_tables
from ibdash.sources.reading import Limits, SourceFile
from tests.sources.table_files import GOLDEN

LIMITS = Limits(1_000_000, 1_000)


def of_file(name: str) -> TableGuess:
    file = GOLDEN / name
    (table,) = raw_tables(SourceFile(name, file.read_bytes()), LIMITS)
    return guess.table(table.header, [row.cells for row in table.first])


def fields(of: TableGuess) -> dict[str, str]:
    return {one.header: one.field for one in of.columns}


def column(header: str, *cells: str) -> Guess:
    """The guess for one column beside a pupil number and a score."""
    rows = [[str(number), cell, "5"] for number, cell in enumerate(cells, start=1)]
    return guess.table(["Leerlingnummer", header, "Ruwe score"], rows).columns[1]


def test_a_table_of_results_with_ambiguous_names() -> None:
    found = of_file("onbekend_toetsen.csv")
    assert found.kind == "results"
    assert fields(found) == {
        "Lln.nr.": "pupil_key",
        "Naam": "whole_name",
        "Groep": "group_name",
        "Toets": "test",
        "Datum": "taken_on",
        "Vaard.score": "ability_score",
        "Niveau": "level",
        "Mentor": "",
    }
    asked = {one.header for one in found.columns if one.certainty == "ask"}
    assert asked == {"Naam", "Groep", "Toets", "Datum", "Niveau"}
    assert found.not_taken == {"afw": ASKED}


def test_a_wide_table_with_a_title_above_it_and_a_number_that_is_never_kept() -> None:
    found = of_file("onbekend_breed.csv")
    assert found.kind == "results"
    wide = {
        one.header: (one.wide.field, one.wide.learning_line, one.wide.moment)
        for one in found.columns
        if one.wide
    }
    assert wide == {
        "DMT M4": ("raw_score", "woordlezen", "M4"),
        "DMT E4": ("raw_score", "woordlezen", "E4"),
        "Rekenen niveau M4": ("level_i_v", "rekenen", "M4"),
    }
    never = [one for one in found.columns if one.never]
    assert [(one.header, one.samples) for one in never] == [("BSN", ())]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("esis_toetsen.csv", {"DatumExport": "", "AE": "level_a_e", "Afnamemoment": "moment"}),
        ("leerlingen.csv", {"roepnaam": "call_name", "start_groep3": "start_group_3"}),
        ("resultaten.csv", {"meetfout": "measurement_error", "bron_id": "source_key"}),
        ("jaarscores.csv", {"YEAR": "school_year", "GRADE": "year_group", "ETHNICITY": ""}),
    ],
)
def test_known_layouts_are_guessed_by_their_names(name: str, wanted: dict[str, str]) -> None:
    found = fields(of_file(name))
    assert {header: found[header] for header in wanted} == wanted


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Niveau", ("III", "IV", "II"), "level"),
        ("Niveau", ("A", "B", "C+"), "level"),
        ("Niveau", ("6", "7", "8"), "year_group"),
        ("Groep", ("4A", "4B", "5/6"), "group_name"),
        ("Groep", ("4", "5", "6"), "year_group"),
        ("Naam", ("Noor de Wal", "Bo Aker", "Liv Ancona"), "whole_name"),
        ("Naam", ("Wal", "Aker", "Ancona"), "family_name"),
        ("Periode", ("M4", "E4", "M5"), "moment"),
        ("Periode", ("2024-2025", "2025-2026"), "school_year"),
        ("Datum", ("22-01-2026", "23-01-2026"), "taken_on"),
    ],
)
def test_an_ambiguous_name_is_always_asked_and_its_proposal_comes_from_the_values(
    header: str, cells: tuple[str, ...], field: str
) -> None:
    found = column(header, *cells)
    assert (found.field, found.certainty) == (field, "ask")


def test_values_speak_where_the_name_says_nothing() -> None:
    assert column("kolom 7", "2024/2025", "2023-2024").field == "school_year"
    assert column("zzz", "jongen", "meisje").field == "gender"
    assert column("zzz", "AVI M4", "AVI-Plus").field == "avi"
    assert column("zzz", "rood", "groen").field == ""


def test_a_name_against_its_values_is_passed_over_and_asked() -> None:
    found = column("Geboortedatum", "rood", "groen", "blauw")
    assert (found.field, found.certainty) == ("", "ask")
    assert found.why == "de kop betekent Geboortedatum, maar de waarden passen daar niet bij"


def test_numbers_that_pass_the_eleven_test_are_never_offered_whatever_they_are_called() -> None:
    found = column("Extra", "111222333", "123456782", "999999990")
    assert (found.field, found.never, found.samples) == ("", True, ())
    assert not column("Extra", "111222334", "123456783", "999999991").never


def test_what_was_taught_comes_back_and_stays_a_question_where_the_name_is_ambiguous() -> None:
    rows = [["1", "M4", "12", "5"], ["2", "E4", "13", "6"]]
    taught = {"fase": "moment", "score": "ability_score"}
    found = guess.table(["Leerlingnummer", "Fase", "Score", "x"], rows, taught).columns
    assert (found[1].field, found[1].certainty, found[1].why) == (
        "moment",
        "likely",
        "vorige keer koos u Toetsmoment",
    )
    assert (found[2].field, found[2].certainty) == ("ability_score", "ask")


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Ruwe score", ("38", "41"), "raw_score"),
        ("Toetsscore", ("178,4", "165"), "ability_score"),
        ("Ruwe score", ("178", "165"), "ability_score"),
        ("Score", ("150", "3"), "raw_score"),
        ("Score", ("151", "3"), "ability_score"),
        ("Resultaat", ("12,5", "13"), "ability_score"),
    ],
)
def test_a_raw_score_is_a_whole_number_that_a_test_has_items_for(header, cells, field) -> None:
    rows = [[str(number), cell] for number, cell in enumerate(cells, start=1)]
    found = guess.table(["Leerlingnummer", header], rows).columns[1]
    assert found.field == field
    assert found.certainty == "ask" or field == "raw_score"


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Rekenen M4", ("38", "41"), "raw_score"),
        ("Rekenen M4", ("212", "230"), "ability_score"),
        ("Spelling M4", ("38,5", "41"), "ability_score"),
        # Words read on three cards.
        ("DMT M4", ("212", "230"), "raw_score"),
        ("DMT M4", ("38,5", "230"), "ability_score"),
    ],
)
def test_what_a_column_of_one_test_holds(header, cells, field) -> None:
    wide = column(header, *cells).wide
    assert wide is not None
    assert wide.field == field


@pytest.mark.parametrize(
    ("cells", "field"), [(("2026-01-20", "3-2-2026"), "taken_on"), (("M6", "E6"), "moment")]
)
def test_a_column_afname_is_a_day_or_a_moment_by_its_values(cells, field) -> None:
    assert (column("Afname", *cells).field, column("Afname", *cells).certainty != "ask") == (
        field,
        True,
    )


def test_the_second_column_for_the_same_field_is_passed_over() -> None:
    found = guess.table(["Tussenvoegsel", "Voorvoegsel", "Naam"], [["de", "van", "Wal"]]).columns
    assert [one.field for one in found[:2]] == ["prefix", ""]
    assert found[1].why == "Tussenvoegsel staat al in de kolom Tussenvoegsel"


def test_what_a_test_seems_to_be() -> None:
    rekenen = guess_tests.guess("Rekenen-Wiskunde 3.0", None, ["III", "IV", "afw"])
    assert (rekenen.learning_line, rekenen.generation, rekenen.level_scale, rekenen.part) == (
        "rekenen",
        "3.0",
        "I-V",
        "",
    )
    card = guess_tests.guess("DMT kaart 1")
    assert (card.test, card.part, card.learning_line) == ("DMT", "kaart 1", "woordlezen")
    assert guess_tests.guess("DMT kaart 1+2+3 (DMT2009)").part == ""
    assert guess_tests.guess("Cito Spelling", None, ["A", "C"]).publisher == "Cito"
    assert guess_tests.scale_of(["1", "2"]) == ""


cell = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12)


@given(st.lists(cell, min_size=1, max_size=6, unique=True), st.data())
def test_any_table_of_text_has_a_guess_per_column(header: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(cell, max_size=len(header)), max_size=5))
    found = guess.table(header, rows)
    assert [one.header for one in found.columns] == header
    given = [one.field for one in found.columns if one.field and not one.wide]
    assert len(given) == len(set(given))
