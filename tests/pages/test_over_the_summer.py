"""A demo school over the summer: on no day, before or after the new list, is a page empty."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ibdash.demo.school import write_demo
from ibdash.intake import Options
from ibdash.store import open_store
from ibdash.ui import session
from tests.pages.conftest import ROOT, at_groep
from tests.pages.import_page import run, text
from tests.people import settings_in, taken_in

DEMO_DAY = date(2026, 10, 20)
NEW = "edexml_2026-2027.xml"


@pytest.fixture(scope="module")
def summer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The data folder of a demo school up to July 2026, and the file of the new year to come."""
    folder = tmp_path_factory.mktemp("summer")
    files = write_demo(folder / "files", DEMO_DAY, pupils=120, years=2)
    store = open_store(settings_in(folder))
    for path in files:
        if path.name != NEW:
            report = taken_in(store, folder, path.name, path.read_bytes(), Options(confirmed=True))
            assert report.state == "applied"
    store.close()
    return folder, [path for path in files if path.name == NEW]


@pytest.fixture
def on_day(
    summer: tuple[Path, list[Path]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[date], AppTest]]:
    """Opens the app on a day, over the store of the demo school."""
    settings = settings_in(summer[0])
    monkeypatch.setenv("IBDASH_DATA", str(settings.data))
    monkeypatch.setenv("IBDASH_STORE", str(settings.store))
    begin = session.begin

    def open_on(day: date) -> AppTest:
        monkeypatch.setattr(
            session, "begin", lambda settings, today, opens: begin(settings, day, opens)
        )
        return run(at_groep(AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)))

    yield open_on
    st.cache_resource.clear()


def words(app: AppTest) -> str:
    tags = re.compile(r"<(style|script).*?</\1>|<[^>]+>", re.DOTALL)
    return unescape(tags.sub(" ", text(app))).replace("\u00a0", " ")


def group_names(app: AppTest) -> list[str]:
    return list(app.button_group(key="group_choice").options)


def in_group(app: AppTest, name: str) -> AppTest:
    """The page of another group, by its name."""
    app.session_state["chosen_group_name"] = name
    app.session_state["chosen_group"] = None
    app.query_params.pop("groep", None)
    return run(app)


BEFORE_THE_LIST = [
    (date(2026, 7, 15), None),
    (date(2026, 8, 10), "Van 2026-2027 zijn er nog geen groepen; u ziet 2025-2026."),
    (date(2026, 9, 1), "Van 2026-2027 zijn er nog geen groepen; u ziet 2025-2026."),
]


@pytest.mark.parametrize(("day", "line"), BEFORE_THE_LIST)
def test_until_the_new_list_is_in_last_year_is_shown(
    on_day: Callable[[date], AppTest], day: date, line: str | None
) -> None:
    opened = on_day(day)
    for page in (None, "pages/group/learning_lines.py"):
        opened = opened if page is None else run(opened.switch_page(page))
        assert opened.selectbox(key="school_year_choice").value == "2025-2026"
        assert ("Van 2026-2027 zijn er nog" in words(opened)) == (line is not None)
        assert line is None or line in words(opened)
        assert len(group_names(opened)) > 5


def taken_over_the_summer(summer: tuple[Path, list[Path]]) -> None:
    """The list of the new year goes in; a second time changes nothing."""
    folder, (new,) = summer
    store = open_store(settings_in(folder))
    report = taken_in(store, folder, new.name, new.read_bytes())
    store.close()
    assert report.state in ("applied", "unchanged")


AFTER_THE_LIST = [
    (date(2026, 7, 15), "2025-2026"),
    (date(2026, 8, 10), "2026-2027"),
    (date(2026, 9, 1), "2026-2027"),
    (date(2026, 10, 20), "2026-2027"),
]
NO_TESTS = ("worden geen toetsen afgenomen", "De eerste toetsen van groep 3 zijn in januari")


@pytest.mark.parametrize(("day", "year"), AFTER_THE_LIST)
def test_once_it_is_in_every_group_shows_last_years_results(
    summer: tuple[Path, list[Path]], on_day: Callable[[date], AppTest], day: date, year: str
) -> None:
    taken_over_the_summer(summer)
    opened = on_day(day)
    assert opened.selectbox(key="school_year_choice").value == year
    is_new = year == "2026-2027"
    names = group_names(opened)
    assert len(names) > 5
    for name in names:
        opened = in_group(opened, name)
        shown = words(opened)
        assert "zijn er nog geen groepen" not in shown
        has_tests = not any(sentence in shown for sentence in NO_TESTS)
        tested = "[4-8]|Zonder|Plus" if is_new else "[3-8]|Zonder|Plus"
        assert has_tests == bool(re.search(tested, name)), name
        if has_tests and is_new:
            assert "laatste toetsen: E" in shown, name
            assert opened.button_group(key="group_view").options[-1] == "Ontbreekt (0)", name
    opened = run(opened.switch_page("pages/group/learning_lines.py"))
    for name in names:
        opened = in_group(opened, name)
        shown = words(opened)
        has_tests = not any(
            sentence in shown for sentence in ("In groep 1 en 2 worden geen", NO_TESTS[1])
        )
        assert has_tests == bool(opened.get("plotly_chart")), name
