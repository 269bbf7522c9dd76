"""Klopt zo on the page Gegevenskwaliteit: said, counted no more, listed folded, and taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places
from tests.known_school import date_changes
from tests.pages.conftest import TODAY
from tests.pages.test_frame import html, run
from tests.quality_school import YEAR, pupils, results

Open = Callable[[], AppTest]

BORN_AFTER = f"1;rekenen;RW;Cito;{YEAR};M6;2015-01-20;50;II;I-V;70"
RIGHT = "quality_result_before_birth_0_right"


@pytest.fixture(autouse=True)
def faults(settings: Settings) -> None:
    """Bram of 6a and Noor of 7 have a result of before their birth each."""
    store = open_store(settings)
    pupils(
        store,
        settings.data,
        [f"1;Bram;Jansen;2015-12-01;{YEAR};6a;6", f"2;Noor;Kok;2014-12-01;{YEAR};7;7"],
    )
    rows = [BORN_AFTER, f"2;rekenen;RW;Cito;{YEAR};M7;2014-01-20;50;II;I-V;70"]
    results(store, settings.data, rows)
    store.close()


def visit(app: AppTest) -> AppTest:
    run(app)
    return run(app.switch_page(places.QUALITY))


def labels(page: AppTest) -> list[str]:
    return [one.label.replace("\u00a0", " ") for one in page.expander]


def found(page: AppTest) -> str:
    return next((one for one in labels(page) if "Toets voor de geboorte" in one), "")


def unfold(page: AppTest) -> AppTest:
    page.session_state["quality_approved"] = True
    return run(page)


def say(page: AppTest, reason: str = "") -> AppTest:
    """Says of the first finding that it is right."""
    page = run(page.button(key=RIGHT).click())
    page.text_input(key="quality_reason").set_value(reason)
    (sent,) = [one for one in page.button if one.label == "Klopt zo"]
    return run(sent.click())


def test_what_is_said_to_be_right_is_counted_no_more(app: Open) -> None:
    page = visit(app())
    assert found(page).endswith("2 regels")
    first = page.button(key="quality_result_before_birth_pupil_0").label
    page = say(page, "van een broer")
    assert found(page).endswith("1 regel")
    assert "1 ding klopt niet</strong>, bij 1 leerling" in html(page).replace("\u00a0", " ")
    assert page.button(key="quality_result_before_birth_pupil_0").label != first
    assert "Als goed gemeld (1)" in labels(page)
    assert "van een broer" not in html(page), "folded: not drawn"
    page = unfold(page)
    text = html(page).replace("\u00a0", " ")
    assert "Toets voor de geboorte · " in text
    assert ", 9 feb 2026: van een broer" in text
    (named,) = [one for one in page.button if (one.key or "").startswith("quality_right_")]
    assert named.label == first


def test_taken_back_it_is_in_the_list_again(app: Open) -> None:
    page = unfold(say(say(visit(app()))))
    assert found(page) == ""
    assert "Als goed gemeld (2)" in labels(page)
    back = [one for one in page.button if one.label == "Weer melden"]
    assert len(back) == 2
    page = run(back[0].click())
    assert found(page).endswith("1 regel")
    assert "Als goed gemeld (1)" in labels(page)


def test_it_can_be_left(app: Open) -> None:
    page = run(visit(app()).button(key=RIGHT).click())
    assert page.button(key=RIGHT).label == "Annuleren"
    page = run(page.button(key=RIGHT).click())
    assert page.button(key=RIGHT).label == "Klopt zo …"
    assert found(page).endswith("2 regels")


def test_another_date_is_another_finding(app: Open, settings: Settings) -> None:
    page = visit(app())
    page = run(page.selectbox(key="quality_group").set_value("6a"))
    page = say(page)
    assert "Als goed gemeld (1)" in labels(page)
    import streamlit as st

    st.cache_resource.clear()
    store = open_store(settings)
    results(store, settings.data, [BORN_AFTER.replace("2015-01-20", "2015-02-20")], "weer.csv")
    store.close()
    page = visit(app())
    assert found(page).endswith("2 regels")
    assert not any("Als goed gemeld" in one for one in labels(page))


def test_the_choice_of_a_group_holds_for_what_is_right_too(app: Open) -> None:
    page = run(visit(app()).selectbox(key="quality_group").set_value("7"))
    page = say(page)
    assert "Als goed gemeld (1)" in labels(page)
    page = run(page.selectbox(key="quality_group").set_value("6a"))
    assert not any("Als goed gemeld" in one for one in labels(page))


def test_a_reason_is_not_shown_where_names_are_hidden(app: Open) -> None:
    page = say(visit(app()), "net als broer Sem")
    page = run(page.toggle(key="hide_names_switch").set_value(True))
    page = unfold(page)
    assert "Toets voor de geboorte · " in html(page)
    assert "Sem" not in html(page)


def test_on_a_day_in_the_past_nothing_can_be_said(app: Open, settings: Settings) -> None:
    store = open_store(settings)
    date_changes(store, [TODAY - timedelta(days=days) for days in (9, 8)])
    store.close()
    page = app()
    page.query_params["bekend"] = (TODAY - timedelta(days=3)).isoformat()
    page = visit(page)
    assert found(page).endswith("2 regels")
    assert [one for one in page.button if "Klopt zo" in one.label] == []
