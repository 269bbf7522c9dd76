"""The inbox on Importeren: what waits there, what became of the rest, and who sees none of it."""

import os
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from tests.intake.test_inbox import PUPILS, RESULTS
from tests.pages.import_page import Open, keys, run, settled, text, visit


@pytest.fixture
def folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox that is only looked into when somebody asks for it."""
    folder = settings.data / "inbox"
    folder.mkdir(parents=True)
    monkeypatch.setenv("IBDASH_INBOX", str(folder))
    monkeypatch.setenv("IBDASH_INBOX_SECONDS", "3600")
    return folder


def put(folder: Path, name: str, content: str) -> None:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    an_hour_ago = time.time() - 3600
    os.utime(file, (an_hour_ago, an_hour_ago))


def look(app: AppTest) -> AppTest:
    """Presses the button twice: a file is only known to rest at the second look."""
    for _ in range(2):
        app = run(app.button(key="inbox_look").click())
    return app


def test_an_empty_inbox_says_where_it_is(app: Open, folder: Path) -> None:
    assert f"neemt ibdash zelf over als er niets te kiezen is: {folder}" in text(visit(app))


def test_without_the_setting_there_is_no_inbox(app: Open) -> None:
    opened = visit(app)
    assert "Postvak" not in text(opened)
    assert "inbox_look" not in keys(opened)


def test_what_was_taken_in_is_told_and_what_waits_says_for_what(app: Open, folder: Path) -> None:
    opened = visit(app)
    put(folder, "resultaten.csv", RESULTS)
    opened = look(opened)
    assert "wacht op het bestand met de leerlingen" in text(opened)
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    assert "overgenomen, 2 leerlingen" in text(opened)
    assert "overgenomen, 1 resultaat" in text(opened)
    assert list(folder.glob("*.*")) == []


def test_a_waiting_file_opens_on_the_desk_and_leaves_once_it_is_taken_in(
    app: Open, folder: Path
) -> None:
    opened = visit(app)
    put(folder, "leerlingen.xml", PUPILS)
    opened = look(opened)
    put(folder, "andere.xml", PUPILS.replace("99ZZ", "98QQ"))
    opened = look(opened)
    assert "wacht op u: dit bestand is van een andere school" in text(opened).casefold()
    opened = settled(run(opened.button(key="inbox_row_0_open").click()))
    (yes,) = opened.checkbox
    opened = settled(run(yes.check()))
    opened = run(settled(run(opened.button(key="go_intake_1").click())))
    assert not (folder / "andere.xml").exists()
    assert "wacht op u" not in text(opened)
