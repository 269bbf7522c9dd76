"""Zoals bekend op: the control, the band, every page as of a day, and nothing changed meanwhile."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.questions import ask
from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places, session
from tests import known_school
from tests.known_school import BETTER_ON, GROUP_8_ON, PLANS_ON, PUPILS_ON, RESULTS_ON
from tests.line_school import YEAR
from tests.pages import small_school
from tests.pages.conftest import TODAY
from tests.pages.test_frame import html, run
from tests.people import IB

Open = Callable[[], AppTest]
Keys = dict[str, str]

CONTROL = "known_on_choice"
BACK = "known_on_band_end"


@pytest.fixture
def keys(settings: Settings) -> Keys:
    """The school of five days is in the store; the public keys of its groups and of pupil 81."""
    store = open_store(settings)
    known_school.fill(store, settings.data)
    school = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    groups = ask(
        store, "frame/groups", who=IB, school_id=school, school_year=YEAR, today=TODAY
    ).to_pylist()
    pupils = ask(store, "frame/pupils", who=IB, school_id=school, today=TODAY).to_pylist()
    store.close()
    return {row["name"]: row["public_key"] for row in groups} | {
        row["display_name"]: row["public_key"] for row in pupils
    }


def visit(app: Open, day: date | str | None = None, **address: str) -> AppTest:
    """A fresh visit of the page Groep with this address, as of a day."""
    opened = app()
    if day is not None:
        address["bekend"] = str(day)
    for name, value in address.items():
        opened.query_params[name] = value
    return run(opened)


def choose(app: AppTest, day: date | None) -> AppTest:
    """Chooses one of the days, or now."""
    return run(app.selectbox(key=CONTROL).set_value(day.isoformat() if day else ""))


def has_control(app: AppTest) -> bool:
    return CONTROL in {str(one.key) for one in app.selectbox}


def test_there_is_no_choice_of_a_day_in_an_empty_store(app: Open) -> None:
    assert not has_control(run(app()))


def test_there_is_no_choice_of_a_day_where_all_came_today(
    own_app: Open, settings: Settings
) -> None:
    store = open_store(settings)
    small_school.fill(store)
    known_school.date_changes(store, [TODAY])
    store.close()
    assert not has_control(run(own_app()))


def test_the_choice_is_of_the_days_before_today_with_a_change(app: Open, keys: Keys) -> None:
    opened = visit(app)
    control = opened.selectbox(key=CONTROL)
    assert control.label == "Zoals bekend op"
    assert control.value == ""
    assert [label.replace("\u00a0", " ") for label in control.options] == [
        "Nu",
        "2 feb · 1 bestand",
        "26 jan · 1 bestand",
        "19 jan · 1 bestand",
        "12 jan · 1 bestand",
        "5 jan · 1 bestand",
    ]
    assert "U ziet de gegevens zoals" not in html(opened)
    assert "bekend" not in opened.query_params


@pytest.mark.parametrize(
    ("day", "low"),
    [(RESULTS_ON, 7), (date(2026, 1, 25), 7), (BETTER_ON, 6), (None, 6)],
)
def test_groep_counts_what_was_known_that_day(
    day: date | None, low: int, app: Open, keys: Keys
) -> None:
    """Pupil 1 had a IV until the better file of 26 January."""
    text = html(visit(app, day, groep=keys["6a"]))
    assert f">rekenen</strong>: {low} van de 12." in text
    assert ("beter.csv" in text) == (low == 6)


def test_groep_shows_the_ages_and_plans_of_that_day(app: Open, keys: Keys) -> None:
    """Pupil 51 was born on 24 January 2013; pupil 1 has an OPP since the file of 19 January."""
    assert [
        visit(app, day, groep=keys["1/2"]).dataframe[0].value["Leeftijd"].tolist()
        for day in (PUPILS_ON, None)
    ] == [[12 * 12 + 11], [13 * 12]]
    assert [
        visit(app, day, groep=keys["6a"]).dataframe[0].value[("", "Plan")].iloc[0].tolist()
        for day in (RESULTS_ON, PLANS_ON)
    ] == [[], ["OPP"]]


def test_before_the_results_nothing_asks_for_a_file(app: Open, keys: Keys) -> None:
    opened = visit(app, PUPILS_ON, groep=keys["6a"])
    assert "Nog geen resultaten van groep 6a" in html(opened)
    assert "Zo was het op 5 januari 2026." in html(opened)
    assert "go_empty" not in {button.key for button in opened.button}


def test_before_the_first_groups_the_page_says_so_and_keeps_the_day(
    own_app: Open, settings: Settings
) -> None:
    store = open_store(settings)
    with store.change("proef", "intake") as change:
        change.touch("facts")
    small_school.fill(store)
    known_school.date_changes(store, [PUPILS_ON, GROUP_8_ON])
    store.close()
    opened = choose(run(own_app()), PUPILS_ON)
    assert "Nog geen groepen" in html(opened)
    assert "Zo was het op 5 januari 2026." in html(opened)
    assert opened.query_params["bekend"] == "2026-01-05"
    run(opened.button(key=BACK).click())
    assert "Groep 1/2a" in html(opened)


@pytest.mark.parametrize(("day", "growth"), [(PLANS_ON, "+16"), (None, "+18")])
def test_leerlijnen_grow_as_was_known_that_day(
    day: date | None, growth: str, app: Open, keys: Keys
) -> None:
    """The better score is 20 points more: 20 / 12 is 1,7 in the mean of the group."""
    opened = run(visit(app, day, groep=keys["6a"]).switch_page(places.LEARNING_LINES))
    assert f"De groep groeide het laatste half jaar {growth} punten" in html(opened)
    assert ("19 januari 2026</strong> bekend waren" in html(opened)) == (day is not None)


def test_nothing_is_taken_in_while_an_earlier_day_is_shown(app: Open, keys: Keys) -> None:
    opened = run(visit(app, PLANS_ON).switch_page(places.IMPORT))
    assert "U kijkt naar vroeger; ga terug naar nu om iets over te nemen" in html(opened)
    assert [button.key for button in opened.button] == [BACK]
    assert len(opened.file_uploader) == 0
    assert "intake_desks" not in opened.session_state, "a desk keeps the day on which it is made"
    assert opened.query_params["bekend"] == "2026-01-19"
    run(opened.button(key=BACK).click())
    assert opened.file_uploader[0].key == "intake_upload_0"
    assert opened.session_state["intake_desks"].popitem()[1]._session.today == TODAY


def test_the_day_stays_over_pages_and_a_reload_until_it_is_ended(app: Open, keys: Keys) -> None:
    opened = choose(visit(app, groep=keys["6a"]), PLANS_ON)
    assert "7 van de 12" in html(opened)
    assert opened.query_params["bekend"] == "2026-01-19"
    opened.query_params.clear()
    run(opened.switch_page(places.LEARNING_LINES))
    assert "19 januari 2026" in html(opened)
    again = visit(app, **{name: str(value) for name, value in opened.query_params.items()})
    assert again.selectbox(key=CONTROL).value == PLANS_ON.isoformat()
    run(again.button(key=BACK).click())
    assert "6 van de 12" in html(again)
    assert "bekend" not in again.query_params
    assert again.selectbox(key=CONTROL).value == ""


def test_a_linked_day_without_a_change_stands_among_the_days(app: Open, keys: Keys) -> None:
    control = visit(app, date(2026, 1, 25)).selectbox(key=CONTROL)
    assert control.value == "2026-01-25"
    assert control.options[3].replace("\u00a0", " ") == "25 jan 2026"


def test_another_day_and_back_to_now(app: Open, keys: Keys) -> None:
    opened = choose(choose(visit(app, groep=keys["6a"]), PLANS_ON), BETTER_ON)
    assert "26 januari 2026" in html(opened)
    choose(opened, None)
    assert "U ziet de gegevens zoals" not in html(opened)
    opened = visit(app, TODAY)
    assert "U ziet de gegevens" not in html(opened), "today is what is shown anyway"
    assert opened.selectbox(key=CONTROL).value == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("gisteren", "De dag in dit adres bestaat niet"),
        ("2026-02-30", "De dag in dit adres bestaat niet"),
        ("2026-02-10", "De dag in dit adres moet nog komen"),
        ("9999-12-31", "De dag in dit adres moet nog komen"),
        ("2026-01-04", "Op 4 januari 2026 was hier nog niets bekend"),
        ("0001-01-01", "Op 1 januari 1 was hier nog niets bekend"),
    ],
)
def test_a_wrong_day_in_the_address_is_ignored_and_said(
    given: str, said: str, app: Open, keys: Keys
) -> None:
    opened = visit(app, given, groep=keys["6a"])
    assert f"{said}; u ziet de gegevens van nu." in html(opened)
    assert "6 van de 12" in html(opened)
    assert "bekend" not in opened.query_params
    run(opened.button(key="known_on_ignored_end").click())
    assert "u ziet de gegevens van nu" not in html(opened)


def test_a_group_of_later_gives_way_and_comes_back(app: Open, keys: Keys) -> None:
    opened = visit(app, groep=keys["8"])
    choose(opened, PLANS_ON)
    assert "De gekozen groep was er toen nog niet." in html(opened)
    assert opened.get("pills")[0].options == ["1/2", "4/5", "6a", "7"]
    assert opened.query_params["groep"] == keys["1/2"]
    run(opened.button(key=BACK).click())
    assert opened.query_params["groep"] == keys["8"]
    linked = visit(app, PLANS_ON, groep=keys["8"])
    assert "De gekozen groep was er toen nog niet." in html(linked)
    assert "niet te vinden" not in html(linked)


def test_a_pupil_of_later_gives_way_and_comes_back(app: Open, keys: Keys) -> None:
    opened = visit(app)
    run(opened.selectbox(key="pupil_search").select(keys["Kind81 Naam81"]))
    assert "Kind81 Naam81" in html(opened)
    choose(opened, PLANS_ON)
    assert "De gekozen leerling was er toen nog niet." in html(opened)
    assert "Kind81" not in html(opened)
    assert "leerling" not in opened.query_params
    assert all("Kind81" not in label for label in opened.selectbox(key="pupil_search").options)
    choose(opened, GROUP_8_ON)
    assert "Kind81 Naam81" in html(opened)


def test_a_school_year_and_a_school_of_later_give_way(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    small_school.fill(store)
    with store.change("proef", "intake") as change:
        change.cursor.execute(
            "insert into school (school_id, public_key, name, opened_by)"
            f" values (2, 'k-two', 'Wereldboom', {change.change_id})"
        )
        change.cursor.execute(
            'insert into "group" (group_id, public_key, school_id, school_year, name, year_group,'
            " is_composite, opened_by) values"
            f" (190, 'k-new', 1, '2026-2027', '7a', '7', false, {change.change_id})"
        )
        change.touch("facts")
    known_school.date_changes(store, [PUPILS_ON, GROUP_8_ON])
    store.close()
    opened = visit(app, PLANS_ON, school="k-two")
    assert "De gekozen school was er toen nog niet." in html(opened)
    assert "Groep 1/2a" in html(opened)
    opened = visit(app, school="k-school", schooljaar="2026-2027")
    assert "Groep 7a" in html(opened)
    choose(opened, PUPILS_ON)
    assert "Het gekozen schooljaar was er toen nog niet." in html(opened)
    assert opened.query_params["schooljaar"] == "2025-2026"
    run(opened.button(key=BACK).click())
    assert opened.query_params["schooljaar"] == "2026-2027"
    assert "u ziet" not in html(opened)


def test_paper_says_as_of_which_day_it_is(app: Open, keys: Keys) -> None:
    opened = visit(app, PLANS_ON, groep=keys["6a"])
    run(opened.button(key="icon_group_print").click())
    assert "Zoals bekend op 19 jan 2026. Afgedrukt op 9 feb 2026." in html(opened)


def test_the_demo_school_has_days_of_its_own(own_app: Open, settings: Settings) -> None:
    for one, days in ((settings, [PUPILS_ON]), (session.demo_settings(settings), [GROUP_8_ON])):
        store = open_store(one)
        small_school.fill(store)
        known_school.date_changes(store, days)
        store.close()
    opened = choose(run(own_app()), PUPILS_ON)
    assert "5 januari 2026" in html(opened)
    run(opened.toggle(key="demo_switch").set_value(True))
    assert "Op 5 januari 2026 was hier nog niets bekend; u ziet de gegevens van nu." in html(opened)
    assert len(opened.selectbox(key=CONTROL).options) == 2, "now, and the only day"
    choose(opened, GROUP_8_ON)
    run(opened.toggle(key="demo_switch").set_value(False))
    assert "2 februari 2026" in html(opened), "of the real store too, which knew more then"
