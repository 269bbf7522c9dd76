"""An empty store into which a file is on its way: the pages say so and follow, on any visit."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.intake.inbox import Waiting
from ibdash.settings import Settings
from ibdash.ui import inbox_watch, places
from tests.pages.import_page import PUPILS, Open, click, desk, run, settled, text, upload, visit


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Opens at the end at the latest, so that no worker is left behind."""
    gate = threading.Event()
    yield gate
    gate.set()


def held_up(opened: AppTest, gate: threading.Event, order: str) -> None:
    """Has this order (preview or apply) of the desk wait at the gate."""
    takes = desk(opened)._takes
    act = getattr(takes, order)

    def waiting(*given: Any, **named: Any) -> Any:
        assert gate.wait(20)
        return act(*given, **named)

    desk(opened)._takes = replace(takes, **{order: waiting})


def test_while_a_file_is_taken_in_the_page_says_so_and_follows(
    app: Open, gate: threading.Event
) -> None:
    opened = upload(visit(app), ("leerlingen.xml", PUPILS))
    held_up(opened, gate, "apply")
    run(opened.button(key="go_intake_1").click())
    for page in (places.GROUP, places.QUALITY):
        opened = run(opened.switch_page(page))
        assert "Er wordt een bestand overgenomen" in text(opened)
        assert "Nog geen" not in text(opened)
        assert "demo_empty" not in {str(button.key) for button in opened.button}
    other = run(app())
    assert "Er wordt een bestand overgenomen" in text(other), "another visit, as after a reload"
    gate.set()
    settled(opened)
    assert "Groep 4A" in text(run(other))


def test_while_a_file_is_read_the_page_says_where_it_will_stand(
    app: Open, gate: threading.Event
) -> None:
    opened = visit(app)
    held_up(opened, gate, "preview")
    given = [("leerlingen.xml", PUPILS.encode(), "text/plain")]
    run(opened.file_uploader[0].set_value(given))
    opened = run(opened.switch_page(places.GROUP))
    assert "Bij Importeren ziet u straks wat het verandert." in text(opened)
    gate.set()
    opened = settled(opened)
    assert "Nog geen groepen" in text(opened)
    opened = click(run(opened.switch_page(places.IMPORT)), "go_intake_1")
    assert "Groep 4A" in text(run(opened.switch_page(places.GROUP)))


def test_what_just_came_into_the_inbox_is_said(
    app: Open, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder: Path = settings.data / "inbox"
    folder.mkdir(parents=True)
    monkeypatch.setenv("IBDASH_INBOX", str(folder))
    monkeypatch.setenv("IBDASH_INBOX_SECONDS", "3600")
    lying = [Waiting("leerlingen.xml", "leerlingen.xml", "writing")]
    monkeypatch.setattr(inbox_watch.Watch, "lying", property(lambda _: lying))
    opened = run(app())
    assert "Er is een bestand in het postvak gekomen" in text(opened)
    lying.clear()
    assert "Nog geen groepen" in text(run(opened))
