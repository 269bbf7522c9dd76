"""The app under AppTest: a store of its own per test, and pages of the test's own making."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ibdash.settings import SETTINGS, Settings, load
from ibdash.ui import session

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 2, 9)

_PAGE = '''"""A page as short as it can be: what the frame and the choices do is what is tested."""

import streamlit as st

from ibdash.ui import choose, guard, names, page_head

session = guard.page()
head = page_head.open_head("{title}")
pupil = choose.pupil(session)
group = choose.group(session, head.filters)
head.title("{title} " + group.title, f"{{group.pupils}} leerlingen")
st.text(f"over {{choose.subject(session, st.container())}}: {{pupil.shown if pupil else '-'}}")
'''
_IMPORT = '''"""A page that works on an empty store."""

from ibdash.ui import guard, page_head

session = guard.page()
page_head.open_head("Importeren", "Wat u hier kiest, gaat pas mee als u op Overnemen klikt")
'''


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a store and a data folder in tmp_path; the app finds the same."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("IBDASH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("IBDASH_STORE", str(tmp_path / "data" / "ibdash.duckdb"))
    # A test that wants the inbox sets its folder.
    monkeypatch.setenv("IBDASH_INBOX", "")
    return load(tmp_path)


@pytest.fixture
def start_page(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], AppTest]]:
    """Opens the real app at `/`, on 9 February 2026; call it for a fresh visit."""
    _play_on(TODAY, monkeypatch)
    yield lambda: AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    st.cache_resource.clear()


@pytest.fixture
def app(start_page: Callable[[], AppTest]) -> Callable[[], AppTest]:
    """Opens the page Groep of the real app, on 9 February 2026; call it for a fresh visit."""

    return lambda: at_groep(start_page())


@pytest.fixture
def own_app(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], AppTest]]:
    """Opens a copy of app.py around three small pages in tmp_path / "app"."""
    _play_on(TODAY, monkeypatch)
    folder = tmp_path / "app"
    for name, text in (
        ("group/overview", _PAGE.format(title="Groep")),
        ("group/learning_lines", _PAGE.format(title="Leerlijnen")),
        ("data/import", _IMPORT),
    ):
        page = folder / "pages" / f"{name}.py"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "app.py", folder / "app.py")
    yield lambda: AppTest.from_file(str(folder / "app.py"), default_timeout=20)
    st.cache_resource.clear()


def at_groep(app: AppTest) -> AppTest:
    """As a browser that opens /groep; `switch_page` needs a run before it."""
    run, own = app.run, app.__dict__
    app._page_hash = calc_hash("groep")

    def first_run(**how: Any) -> AppTest:
        found = run(**how)
        # From then on the app goes to its pages itself.
        found._page_hash = ""
        del own["run"]
        return found

    own["run"] = first_run
    return app


def _play_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = session.begin
    monkeypatch.setattr(
        session, "begin", lambda settings, today, opens: begin(settings, day, opens)
    )
