"""Typing on Leerling and Groep: kept, changed, taken back, and not lost by a reload."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import changes
from ibdash.access import Person
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from ibdash.ui import session, typed_records
from tests.pages import small_school
from tests.people import IB, NOBODY, TODAY

PUPIL = "pages/pupil/pupil.py"
MARIEKE = Person("Marieke", "ib")


@pytest.fixture
def school(settings: Settings) -> Settings:
    """The small school of eight pupils, in the store that the app opens."""
    store = open_store(settings)
    small_school.fill(store)
    store.close()
    return settings


def store_of(page: AppTest) -> Store:
    return session._store(str(settings_of(page).store), settings_of(page), open_store)


def settings_of(page: AppTest) -> Settings:
    found: Settings = page.session_state["session_begun"][0]
    return found


def pupil_page(app: Callable[[], AppTest], key: str = "k-noor") -> AppTest:
    page = app()
    page.query_params["leerling"] = key
    page.query_params["over"] = "leerling"
    page.run()
    page.switch_page(PUPIL).run()
    assert not page.exception
    return page


def texts(page: AppTest) -> str:
    found = [*page.markdown, *page.text, *page.get("html"), *page.warning, *page.error]
    return "\n".join(str(getattr(one, "value", "") or one.proto.body) for one in found)


def open_new(page: AppTest, kind: str) -> AppTest:
    return page.button(key=f"typed_new_{kind}").click().run()


def field(page: AppTest, kind: str, name: str) -> str:
    (key,) = [
        str(one.key)
        for one in (*page.text_area, *page.text_input)
        if one.key and f"/{kind}/" in one.key and one.key.endswith(f"_{name}")
    ]
    return key


def keep_note(page: AppTest, text: str) -> AppTest:
    open_new(page, "note")
    page.text_area(key=field(page, "note", "text")).input(text).run()
    return page.button(key="go_typed").click().run()


def test_without_data_and_without_a_pupil_the_page_says_what_to_do(
    app: Callable[[], AppTest], settings: Settings
) -> None:
    page = app().run()
    page.switch_page(PUPIL).run()
    assert not page.exception
    assert "Nog geen leerlingen" in texts(page)


def test_without_a_choice_it_asks_for_one(app: Callable[[], AppTest], school: Settings) -> None:
    page = app().run()
    page.switch_page(PUPIL).run()
    assert not page.exception
    assert "Kies een leerling" in texts(page)
    assert [one for one in page.button if str(one.key).startswith("typed_new")] == []


def test_a_note_is_kept_shown_and_undone(app: Callable[[], AppTest], school: Settings) -> None:
    page = keep_note(pupil_page(app), "Leest thuis elke dag.")
    assert not page.exception
    assert "Leest thuis elke dag." in texts(page)
    assert "De notitie is bewaard" in texts(page)
    page.button(key="typed_undo").click().run()
    assert "Leest thuis elke dag." not in texts(page)
    assert "Ongedaan gemaakt" in texts(page)


def test_an_empty_note_is_not_kept_and_says_so(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = open_new(pupil_page(app), "note")
    page.button(key="go_typed").click().run()
    assert "De notitie is nog leeg" in texts(page)
    assert (
        ask(store_of(page), "typed/edits", who=IB, school_id=None, most=9, restricted=True).num_rows
        == 0
    )


def test_what_was_typed_stands_there_on_the_next_visit(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = open_new(pupil_page(app), "note")
    page.text_area(key=field(page, "note", "text")).input("Half af").run()
    again = pupil_page(app)
    assert again.text_area(key=field(again, "note", "text")).value == "Half af"
    again.button(key="go_typed").click().run()
    assert "Half af" in texts(again)
    third = pupil_page(app)
    assert list(third.text_area) == []


def test_what_was_thrown_away_can_be_brought_back(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = open_new(pupil_page(app), "note")
    page.text_area(key=field(page, "note", "text")).input("Toch wel").run()
    page.button(key="typed_throw").click().run()
    assert list(page.text_area) == []
    page.button(key="typed_back").click().run()
    assert page.text_area(key=field(page, "note", "text")).value == "Toch wel"


def change_first_note(page: AppTest) -> AppTest:
    (button,) = [one for one in page.button if str(one.key).startswith("typed_change_note")]
    return button.click().run()


def changed_by_marieke(page: AppTest, text: str) -> None:
    store = store_of(page)
    with store.read() as cursor:
        ((school_id, pupil_id, note_id, version),) = cursor.execute(
            "select school_id, pupil_id, note_id, opened_by from note where closed_by is null"
        ).fetchall()
    desk = changes.Desk(store, changes.About(school_id, pupil_id), MARIEKE, TODAY, datetime.now)
    row = ask(
        store,
        "typed/records",
        who=IB,
        school_id=school_id,
        pupil_id=pupil_id,
        group_id=None,
        restricted=True,
    ).to_pylist()[0]
    values = {
        "noted_on": row["day"],
        "note_kind": row["word"],
        "text": text,
        "author": row["by_whom"],
    }
    desk.keep("note", values, note_id, version)


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("go_typed_mine", ["Woorden van mij."]),
        ("typed_theirs_stay", ["Woorden van Marieke."]),
        ("typed_both", ["Woorden van Marieke.\n\nWoorden van mij."]),
    ],
)
def test_two_people_change_one_note_and_neither_loses_text(
    app: Callable[[], AppTest], school: Settings, choice: str, left: list[str]
) -> None:
    page = keep_note(pupil_page(app), "Begin.")
    change_first_note(page)
    page.text_area(key=field(page, "note", "text")).input("Woorden van mij.").run()
    changed_by_marieke(page, "Woorden van Marieke.")
    page.button(key="go_typed").click().run()
    assert "Marieke wijzigde de notitie terwijl u typte" in texts(page)
    assert "Woorden van Marieke." in texts(page)
    assert page.text_area(key=field(page, "note", "text")).value == "Woorden van mij."
    page.button(key=choice).click().run()
    if choice == "typed_both":
        page.button(key="go_typed").click().run()
    with store_of(page).read() as cursor:
        rows = cursor.execute("select text from note where closed_by is null").fetchall()
    assert [text for (text,) in rows] == left


def test_an_agreement_is_done_with_one_click(app: Callable[[], AppTest], school: Settings) -> None:
    page = open_new(pupil_page(app), "agreement")
    page.text_input(key=field(page, "agreement", "what")).input("Logopedist bellen").run()
    page.button(key="go_typed").click().run()
    (done,) = [one for one in page.button if str(one.key).startswith("typed_done_")]
    done.click().run()
    assert "De afspraak is gedaan" in texts(page)
    assert "gedaan op 9" in texts(page)


def test_hidden_names_hide_the_words(app: Callable[[], AppTest], school: Settings) -> None:
    page = keep_note(pupil_page(app), "Noor leest thuis.")
    page.session_state[session.HIDE_NAMES] = True
    page.run()
    assert "Noor leest thuis." not in texts(page)
    assert "De tekst is verborgen" in texts(page)


def test_the_group_has_notes_of_its_own_and_the_history_takes_one_back(
    app: Callable[[], AppTest], school: Settings
) -> None:
    page = app().run()
    store = store_of(page)
    with store.read() as cursor:
        ((group_id,),) = cursor.execute(
            "select group_id from \"group\" where name = '6a' and school_year = '2025-2026'"
        ).fetchall()
    about = changes.About(small_school.SCHOOL, group_id=group_id)
    desk = changes.Desk(store, about, IB, TODAY, datetime.now)
    desk.keep("decision", {"decided_on": TODAY, "what": "Spelling elke dag"}, None, None)
    page.query_params["groep"] = "k-6a"
    page.run()
    assert not page.exception
    (folded,) = [one for one in page.expander if "over groep" in one.label]
    assert folded.label.endswith("(1)")
    page.switch_page("pages/data/import.py").run()
    page.button(key="intake_history_switch").click().run()
    assert "Besluit toegevoegd · groep\u00a06a" in texts(page)
    (back,) = [one for one in page.button if str(one.key).startswith("edit_back_")]
    back.click().run()
    assert "Ongedaan gemaakt" in texts(page)
    assert "ongedaan gemaakt door" in texts(page)


def test_on_an_earlier_day_nothing_can_be_typed(settings: Settings) -> None:
    store = open_store(settings)
    now = session.Session(store, IB, settings, TODAY, False, False, False)
    assert typed_records.may_type(now)
    assert not typed_records.may_type(replace(now, known_on=TODAY, known_at=1))
    assert not typed_records.may_type(replace(now, who=NOBODY))
    store.close()
