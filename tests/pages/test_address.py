"""The address: what a link may decide, what survives a change of page, and how often it changes."""

from collections.abc import Callable

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from tests.pages import small_school
from tests.pages.test_frame import html, run

Open = Callable[[], AppTest]

GONE = "De link wijst naar een schooljaar dat hier niet (meer) is; u ziet 2025-2026."


@pytest.fixture(autouse=True)
def school(settings: Settings) -> None:
    store = open_store(settings)
    small_school.fill(store)
    with store.change("proef", "intake") as change:
        # Lower than the group with Aya and Bo in it, and nobody is there yet.
        change.cursor.execute(
            'insert into "group" (group_id, public_key, school_id, school_year, name, year_group,'
            " is_composite, opened_by) values (190, 'k-0', 1, '2025-2026', '0', '0', false, ?)",
            [change.change_id],
        )
        change.touch("facts")
    store.close()


def click(app: AppTest, group: str) -> AppTest:
    return run(app.get("pills")[0].set_value(group))


def test_the_first_group_with_pupils_is_shown_at_first(own_app: Open) -> None:
    app = run(own_app())
    assert app.get("pills")[0].options[0] == "0"
    assert "Groep Groep 1/2a" in html(app)


def test_a_school_year_that_is_not_there_is_said_until_something_is_chosen(own_app: Open) -> None:
    app = own_app()
    app.query_params["schooljaar"] = "1999-2000"
    run(app)
    assert GONE in html(app)
    assert app.query_params["schooljaar"] == "2025-2026"
    run(app.toggle(key="hide_names_switch").set_value(True))
    assert GONE in html(app)
    click(app, "k-6a")
    assert GONE not in html(app)


def test_a_school_that_is_not_there_is_said_by_name(own_app: Open) -> None:
    app = own_app()
    app.query_params["school"] = "k-elsewhere"
    run(app)
    assert "een school die hier niet (meer) is; u ziet De Proef." in html(app)


def test_without_a_link_nothing_is_said(own_app: Open) -> None:
    text = html(click(run(own_app()), "k-6a"))
    assert "De link wijst" not in text
    assert "Dit adres bestaat niet" not in text


def test_an_address_that_is_no_page_is_said_in_dutch(own_app: Open) -> None:
    app = own_app()
    app.context = {"url": "http://127.0.0.1:8501/bestaat-niet"}
    assert "Dit adres bestaat niet; u ziet Groep." in html(run(app))
    for known in ("", "groep", "leerlijnen", "importeren"):
        app = own_app()
        app.context = {"url": f"http://127.0.0.1:8501/{known}"}
        assert "Dit adres" not in html(run(app))


def test_another_page_has_the_same_address(own_app: Open) -> None:
    app = click(run(own_app()), "k-6a")
    before = dict(app.query_params)
    assert before == {
        "school": "k-school",
        "schooljaar": "2025-2026",
        "groep": "k-6a",
        "over": "groep",
    }
    # The browser empties the address when it goes to another page.
    app.query_params.clear()
    run(app.switch_page("pages/group/learning_lines.py"))
    assert dict(app.query_params) == before
    assert list(app.query_params) == list(before), "the same text, so no step for the Back button"


def test_an_address_of_before_does_not_undo_a_choice(own_app: Open) -> None:
    app = run(own_app())
    click(app, "k-6b")
    click(app, "k-6a")
    app.query_params["groep"] = "k-6b"
    run(app)
    assert "Groep Groep 6a" in html(app)
    assert app.query_params["groep"] == "k-6a"


def test_a_link_to_what_was_not_shown_before_is_followed(own_app: Open) -> None:
    app = click(run(own_app()), "k-6a")
    app.query_params["groep"] = "k-10x"
    assert "Groep Groep 10x" in html(run(app))


def test_another_school_in_the_address_is_followed_after_a_first_page(
    app: Open, settings: Settings
) -> None:
    store = open_store(settings)
    with store.change("proef", "intake") as change:
        change.cursor.execute(
            "insert into school (school_id, public_key, name, opened_by)"
            f" values (2, 'k-two', 'Onze tweede', {change.change_id})"
        )
        change.touch("facts")
    store.close()
    # The real page asks for the school again after the address was written.
    page = run(app())
    assert page.query_params["school"] == "k-school"
    page.query_params["school"] = "k-two"
    assert "Nog geen groepen" in html(run(page))
    assert page.selectbox(key="school_choice").value == "k-two"


def test_a_run_changes_the_address_once_at_most(
    own_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    send = QueryParams._send_query_param_msg
    monkeypatch.setattr(
        QueryParams, "_send_query_param_msg", lambda self: (sent.append(1), send(self))
    )
    app = run(own_app())
    assert len(sent) == 1, "school, school year, group and subject in one go"
    click(app, "k-6a")
    assert len(sent) == 2
    run(app)
    assert len(sent) == 2, "nothing changed"
