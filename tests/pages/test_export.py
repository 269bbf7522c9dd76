"""Exporteren: what is offered, what is asked first, and what the button makes."""

import io
from collections.abc import Callable

import pytest
import python_calamine
from streamlit.testing.v1 import AppTest

from ibdash import intake, reports
from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import export_choices, session
from tests.pages.import_page import run
from tests.pages.test_frame import html
from tests.people import taken_in

Open = Callable[[], AppTest]
PUPILS = """leerling_id;brin;roepnaam;achternaam;schooljaar;groep
1;11AA00;Noor;Wal;2025-2026;4A
2;11AA00;Bo;Aker;2025-2026;4A
"""
OTHER = """leerling_id;brin;roepnaam;achternaam;schooljaar;groep
3;22BB00;Sam;Bos;2025-2026;5
"""
DIAGNOSES = """leerling_id;omschrijving
1;dyslexie
"""
NOTES = """leerling_id;datum;soort;tekst;vertrouwelijk
1;2025-11-20;observatie;Leest graag.;nee
2;2025-11-20;gesprek_ouders;Thuis is het druk.;ja
"""


@pytest.fixture
def filled(settings: Settings) -> Settings:
    store = open_store(settings)
    taken_in(store, settings.data, "leerlingen.csv", PUPILS)
    store.close()
    return settings


def visit(app: Open) -> AppTest:
    return run(run(app()).switch_page("pages/data/export.py"))


def tables(app: AppTest) -> list[str]:
    return [
        box.label.replace("\u00a0", " ")
        for box in app.checkbox
        if box.key.startswith("export_table_")
    ]


def button(app: AppTest) -> object:
    (only,) = app.get("download_button")
    return only.proto


def test_an_empty_store_says_what_is_needed(app: Open) -> None:
    page = visit(app)
    assert "Nog niets om te exporteren" in html(page)
    assert len(page.get("download_button")) == 0


def test_every_table_with_rows_is_ticked_and_counted(app: Open, filled: Settings) -> None:
    page = visit(app)
    labels = tables(page)
    assert [label.split("**")[1] for label in labels] == [
        "Leerlingen",
        "Groepen",
        "Plaatsingen",
        "Sleutels van leerlingen",
    ]
    assert labels[0].startswith("**Leerlingen** :gray[2 regels, overgenomen op ")
    assert "Alle tabellen gaan mee: <strong" in html(page)
    assert "7 regels</strong>" in html(page).replace("\u00a0", " ")
    assert not button(page).disabled


def test_without_a_table_there_is_nothing_to_make(app: Open, filled: Settings) -> None:
    page = visit(app)
    for box in [box for box in page.checkbox if box.key.startswith("export_table_")]:
        box.uncheck()
    page = run(page)
    assert "Kies ten minste" in html(page)
    assert button(page).disabled


def test_hidden_names_are_asked_about_first(app: Open, filled: Settings) -> None:
    page = visit(app)
    page.session_state[session.HIDE_NAMES] = True
    page = run(page)
    assert "Namen zijn nu verborgen" in html(page)
    assert button(page).disabled
    page = run(page.checkbox(key="export_with_names").check())
    assert not button(page).disabled


def test_restricted_facts_are_off_until_they_are_asked_for(app: Open, filled: Settings) -> None:
    store = open_store(filled)
    taken_in(store, filled.data, "diagnoses.csv", DIAGNOSES)
    taken_in(store, filled.data, "notities.csv", NOTES)
    store.close()
    page = visit(app)
    assert page.checkbox(key="export_restricted").value is False
    assert [label for label in tables(page) if "Diagnoses**" in label] == []
    (notes,) = [label for label in tables(page) if "Notities**" in label]
    assert notes.startswith("**Notities** :gray[1 regel, ")
    assert not notes.endswith("afgeschermd]")
    page = run(page.checkbox(key="export_restricted").check())
    (label,) = [label for label in tables(page) if "Diagnoses**" in label]
    assert label.endswith("afgeschermd]")
    (notes,) = [label for label in tables(page) if "Notities**" in label]
    assert notes.startswith("**Notities** :gray[2 regels, ")
    assert notes.endswith("afgeschermd]")
    assert "vertrouwelijke notities" in " ".join(warning.value for warning in page.warning)


def test_a_workbook_that_is_too_large_is_not_offered_and_parquet_is(
    app: Open, filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_ROWS", 3)
    page = visit(app)
    assert "te veel voor Excel" in html(page)
    assert button(page).disabled
    page = run(page.segmented_control(key="export_form").set_value("zip"))
    assert not button(page).disabled
    assert button(page).label == "Parquet-bestand maken"


def test_one_of_two_schools(app: Open, filled: Settings) -> None:
    store = open_store(filled)
    taken_in(store, filled.data, "andere.csv", OTHER, intake.Options(confirmed=True))
    store.close()
    page = visit(app)
    choice = page.selectbox(key="export_school")
    assert choice.options[0] == "Alle scholen"
    page = run(choice.select_index(2))
    labels = tables(page)
    assert labels[0].startswith("**Leerlingen** :gray[1 regel, ")
    assert " van " in html(page)


def test_the_button_makes_the_chosen_tables(
    app: Open, filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Callable[[], bytes]] = []
    real = export_choices.button
    monkeypatch.setattr(
        export_choices,
        "button",
        lambda *given: (made.append(given[-1]), real(*given)),
    )
    page = visit(app)
    page = run(page.checkbox(key="export_table_sleutels").uncheck())
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made[-1]()))
    assert book.sheet_names == ["leerlingen", "groepen", "plaatsingen", "datawoordenboek"]
