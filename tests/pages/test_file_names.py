"""A file may be called after a pupil: its name is on the screen, and in no log and no address."""

import logging
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from ibdash import fault_log
from ibdash.settings import Settings
from ibdash.sources import oso
from tests.pages.import_page import Open, click, desk, keys, run, text, upload, with_pupils
from tests.sources.oso_files import golden

NAME = "Zoë Kwakernaak.xml"
WORDS = ("zoë", "kwakernaak")


def says(told: str) -> bool:
    """Whether a text has a word of the name, as it is or as an address spells it."""
    return any(word in unquote(told).casefold() for word in WORDS)


def of_the_desk(app: AppTest) -> None:
    """No address and no key of a widget (which becomes a CSS class) has the name."""
    assert not says(str(dict(app.query_params)))
    assert not any(says(key) for key in keys(app))
    assert not any(says(str(one.key)) for one in (*app.selectbox, *app.checkbox, *app.text_input))


def test_a_file_that_goes_in(
    app: Open, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = upload(with_pupils(app), (NAME, golden()))
    assert NAME in text(shown), "the screen says which file it is"
    of_the_desk(shown)
    shown = click(shown, "go_intake_2")
    shown = run(shown.button(key="intake_history_switch").click())
    assert NAME in {button.label for button in shown.button}
    of_the_desk(shown)
    assert not says(caplog.text)
    assert not fault_log.path(settings.data).exists()


def test_a_file_that_ibdash_stumbles_over(
    app: Open,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(file: object) -> None:
        raise RuntimeError(f"no such thing in {file!r}")

    shown = with_pupils(app)
    monkeypatch.setattr(oso, "read", stumble)
    caplog.set_level(logging.DEBUG)
    shown = upload(shown, (NAME, golden()))
    assert desk(shown).items()[-1].stage == "failed"
    assert "Er ging iets mis in ibdash" in text(shown) + "".join(
        one.value for one in shown.markdown
    )
    of_the_desk(shown)
    assert not says(caplog.text)
    log = fault_log.path(settings.data).read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert not says(log)
