"""Deze week: what is in the lists, and each way to deal with a line in place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.changes import About, Note, note_added
from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from ibdash.ui import session
from tests import week_school
from tests.people import IB, TODAY

Open = Callable[[], AppTest]
_BEGIN = session.begin


@pytest.fixture
def school(settings: Settings, tmp_path: Path) -> None:
    store = open_store(settings)
    week_school.fill(store, tmp_path)
    store.close()


def run(what: AppTest | Any) -> AppTest:
    app: AppTest = what.run()
    assert not app.exception
    return app


def play_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same store on a later day."""
    monkeypatch.setattr(
        session, "begin", lambda settings, today, opens: _BEGIN(settings, day, opens)
    )


def html(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.get("html")).replace("\u00a0", " ")


def rows(app: AppTest) -> list[str]:
    """The keys of the lines in sight, by their button."""
    return [
        button.key.removeprefix("week_done_")
        for button in app.button
        if button.key and button.key.startswith("week_done_")
    ]


def press(app: AppTest, key: str) -> AppTest:
    return run(app.button(key=key).click())


def menu(app: AppTest, place: int, deed: str) -> AppTest:
    (chosen,) = [app.get("menu_button")[place]]
    return run(chosen.click(deed))


def said(app: AppTest) -> str:
    return html(app)


def kept(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    store = open_in_app(settings)
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def open_in_app(settings: Settings) -> Store:
    """The store that the app has open."""
    return session._store(str(settings.store), settings, open_store)


def test_an_empty_store_says_which_file_is_needed(start_page: Open) -> None:
    page = run(start_page())
    assert "Nog geen groepen" in html(page)
    assert page.button(key="go_empty").label == "Bestand importeren"


@pytest.mark.usefixtures("school")
def test_the_three_lists_say_who_waits_why_and_how_long(start_page: Open) -> None:
    page = run(start_page())
    text = html(page)
    assert "4 punten vragen iets van u." in text
    assert "maandag 9 februari 2026 · nog niet eerder afgerond" in text
    assert "Woordlezen hoort 3 keer achter elkaar bij de laagste 10% (M5, E5 en M6)." in text
    assert "En nog 2 signalen." in text, "the same level, and the difference between lines"
    assert "20 dagen" in text, "since 20 January"
    assert "Plan rekenen: de evaluatie was afgesproken voor 23 jan 2026" in text
    assert "17 dagen" in text
    assert "Plan spelling: geen resultaat sinds E5." in text
    assert "18 dagen" in text, "half the others took it on 22 January or before"
    assert "Rekenen: verschillen binnen de meetfout sinds E5." in text
    assert "81 dagen" in text, "the plan began on 20 November"
    assert [key[0] for key in rows(page)] == ["s", "r", "p", "g"]


@pytest.mark.usefixtures("school")
def test_what_is_done_leaves_at_once_and_can_be_taken_back(
    start_page: Open, settings: Settings
) -> None:
    page = run(start_page())
    first = rows(page)[0]
    page = press(page, f"week_done_{first}")
    assert first not in rows(page)
    assert "3 punten vragen iets van u." in html(page)
    assert page.toast[0].value.startswith("Gedaan: Noor Wal.")
    decided = kept(settings, "select rule, decision from signal_decision where closed_by is null")
    assert sorted(decided) == [
        ("DYS-2", "besproken"),
        ("NIV-2", "besproken"),
        ("NIV-6", "besproken"),
    ]
    page = press(page, "week_back")
    assert rows(page)[0] == first
    assert not kept(settings, "select 1 from signal_decision where closed_by is null")


@pytest.mark.usefixtures("school")
def test_postponed_until_a_day_and_counted_meanwhile(
    start_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = menu(run(start_page()), 0, "Uitstellen tot …")
    assert page.date_input(key="week_until").value == date(2026, 2, 16)
    page = press(page, "week_form_keep")
    assert [key[0] for key in rows(page)] == ["r", "p", "g"]
    assert "3 signalen wachten op een latere dag." in html(page)
    play_on(date(2026, 2, 17), monkeypatch)
    page = run(start_page())
    assert [key[0] for key in rows(page)].count("s") == 1, "the day is past"


@pytest.mark.usefixtures("school")
def test_a_line_without_a_rule_is_postponed_too(
    start_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = menu(run(start_page()), 1, "Uitstellen tot …")
    page = press(page, "week_form_keep")
    assert [key[0] for key in rows(page)] == ["s", "p", "g"]
    assert kept(settings, "select rule, until_on from signal_decision where closed_by is null") == [
        ("WK-1", date(2026, 2, 16))
    ]
    play_on(date(2026, 2, 17), monkeypatch)
    page = run(start_page())
    assert "r" in [key[0] for key in rows(page)]
    back = next(key for key in rows(page) if key[0] == "r")
    page = press(page, f"week_done_{back}")
    assert kept(settings, "select decision from signal_decision where closed_by is null") == [
        ("besproken",)
    ], "the same decision, changed"


@pytest.mark.usefixtures("school")
def test_given_to_somebody_is_an_agreement_with_that_name(
    start_page: Open, settings: Settings
) -> None:
    page = menu(run(start_page()), 0, "Geven aan …")
    page = press(page, "week_form_keep")
    assert page.error[0].value == "Er is nog niets bewaard. Vul in aan wie u het geeft."
    page = run(page.text_input(key="week_by").input("Joost"))
    page = press(page, "week_form_keep")
    assert [key[0] for key in rows(page)] == ["r", "p", "g"]
    made = kept(
        settings,
        "select what, done_by, due_on, came_from from agreement"
        " where closed_by is null and done_by = 'Joost' and done_on is null",
    )
    assert made == [("Uitzoeken wat er nodig is", "Joost", date(2026, 2, 16), "Deze week")]
    page = press(page, "week_back")
    assert rows(page)[0][0] == "s"
    assert not kept(
        settings, "select 1 from agreement where closed_by is null and came_from = 'Deze week'"
    ), "one deed, taken back whole"


@pytest.mark.usefixtures("school")
def test_an_agreement_needs_words(start_page: Open, settings: Settings) -> None:
    page = menu(run(start_page()), 0, "Afspraak maken")
    page = press(page, "week_form_keep")
    assert page.error[0].value.startswith("De afspraak is nog leeg.")
    assert not kept(settings, "select 1 from signal_decision")
    page = run(page.text_input(key="week_what").input("Elke dag tien minuten lezen"))
    page = press(page, "week_form_keep")
    assert "Elke dag tien minuten lezen" in "".join(box.label for box in page.checkbox)


@pytest.mark.usefixtures("school")
def test_no_action_needs_a_reason(start_page: Open, settings: Settings) -> None:
    page = menu(run(start_page()), 3, "Geen actie, omdat …")
    page = press(page, "week_form_keep")
    assert page.error[0].value.startswith("De reden is nog leeg.")
    page = run(page.text_input(key="week_reason").input("het plan is net begonnen"))
    page = press(page, "week_form_keep")
    assert "g" not in [key[0] for key in rows(page)]
    assert kept(settings, "select rule, reason from signal_decision where closed_by is null") == [
        ("WK-2", "het plan is net begonnen")
    ]


@pytest.mark.usefixtures("school")
def test_a_plan_that_was_made_is_one_click_and_closing_the_form_keeps_nothing(
    start_page: Open, settings: Settings
) -> None:
    page = menu(run(start_page()), 0, "Geen actie, omdat …")
    page = press(page, "week_form_close")
    assert not kept(settings, "select 1 from signal_decision")
    page = menu(page, 0, "Plan gemaakt")
    assert set(kept(settings, "select distinct decision from signal_decision")) == {("plan",)}


@pytest.mark.usefixtures("school")
def test_a_name_leads_to_the_pupil(start_page: Open) -> None:
    page = run(start_page())
    page = press(page, f"week_name_{rows(page)[0]}")
    assert "Noor Wal" in html(page)
    assert page.query_params["leerling"]


@pytest.mark.usefixtures("school")
def test_a_note_about_the_pupil_answers_the_signal(start_page: Open, settings: Settings) -> None:
    run(start_page())
    store = open_in_app(settings)
    (school_id, noor) = kept(
        settings,
        "select school_id, pupil_id from pupil where closed_by is null and call_name = 'Noor'",
    )[0]
    note = Note(date(2026, 2, 6), "gesprek_ouders", "Gesproken met moeder.")
    note_added(store, About(school_id, noor), note, today=TODAY, who=IB)
    page = run(start_page())
    assert [key[0] for key in rows(page)] == ["r", "p", "g"]
    (acted,) = [
        row
        for row in ask(store, "week/acted", who=IB, school_id=school_id, today=TODAY).to_pylist()
        if row["pupil_id"] == noor
    ]
    assert acted["last_on"] == date(2026, 2, 6)


@pytest.mark.usefixtures("school")
def test_an_agreement_is_done_by_its_box_and_can_come_back(
    start_page: Open, settings: Settings
) -> None:
    page = run(start_page())
    (box,) = page.checkbox
    assert box.label == "Bellen met ouders · Dewi Soe  \n:gray[Ina, voor 13\u00a0feb]"
    page = run(box.check())
    assert not page.checkbox
    done = "select done_on from agreement where closed_by is null and what = 'Bellen met ouders'"
    assert kept(settings, done) == [(TODAY,)]
    page = press(page, "week_back")
    assert len(page.checkbox) == 1
    assert kept(settings, done) == [(None,)]


@pytest.mark.usefixtures("school")
def test_the_side_says_what_comes_and_who_did_not_come_up(start_page: Open) -> None:
    page = run(start_page())
    text = "\n".join(one.value for one in page.markdown)
    assert "**Cas Bakker: plan spelling evalueren**" in text
    assert "do 12 feb" in html(page)
    assert "Er staat dit schooljaar nog geen bespreking of notitie in ibdash." in text


@pytest.mark.usefixtures("school")
def test_the_week_is_closed_and_the_next_starts_there(
    start_page: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = press(run(start_page()), "go_week")
    assert "De week is afgerond. 4 punten blijven staan." in html(page)
    assert kept(
        settings,
        "select reviewed_on, reviewed_by, points, came, gone from week_review"
        " where closed_by is null",
    ) == [(TODAY, "Intern begeleider", 4, 0, 0)]
    play_on(date(2026, 2, 16), monkeypatch)
    page = run(start_page())
    text = html(page)
    assert "vorige keer afgerond op 9 feb 2026" in text
    assert "Veranderd sinds 9 feb 2026" in text
    assert "kwam" in text
    page = press(page, f"week_done_{rows(page)[0]}")
    assert any("Afgehandeld (2)" in one.label for one in page.expander), "and the closing itself"


@pytest.mark.usefixtures("school")
def test_closing_the_week_can_be_taken_back_and_later_keeps_nothing(
    start_page: Open, settings: Settings
) -> None:
    page = press(press(run(start_page()), "go_week"), "week_back")
    assert not kept(settings, "select 1 from week_review where closed_by is null")
    page = press(page, "week_later")
    assert "Er is geen afronding bewaard." in html(page)
    assert not kept(settings, "select 1 from week_review where closed_by is null")


@pytest.mark.usefixtures("school")
def test_hidden_names_stand_nowhere(start_page: Open) -> None:
    page = start_page()
    page.query_params["namen"] = "verborgen"
    page = run(page)
    everything = html(page) + "".join(one.value for one in page.markdown)
    everything += "".join(one.label for one in (*page.button, *page.checkbox))
    assert "Noor" not in everything
    assert "NW" in everything
