"""`start` without a browser: ports, the display, and the settings that the app gets."""

import socket
from pathlib import Path

import pytest

from ibdash.errors import IbdashError
from ibdash.settings import load
from ibdash.start import environment_of, free_port, has_display, is_free, start


@pytest.fixture
def taken() -> socket.socket:
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    held.listen()
    return held


def test_a_port_in_use_is_passed_over(taken: socket.socket) -> None:
    with taken:
        port = taken.getsockname()[1]
        assert not is_free(port)
        assert free_port(port) > port


def test_a_given_port_in_use_is_said_in_dutch(
    taken: socket.socket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with taken:
        port = taken.getsockname()[1]
        assert start(load(tmp_path, {}), port) == 1
    assert f"Poort {port} is al in gebruik." in capsys.readouterr().err


def test_a_store_that_does_not_open_is_said_in_dutch_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.duckdb"
    store.write_bytes(b"no database" * 1000)
    assert start(load(tmp_path, {"IBDASH_STORE": str(store)}), None) == 1
    assert "Dit is geen gegevensbestand van ibdash." in capsys.readouterr().err
    assert store.read_bytes() == b"no database" * 1000


def test_when_every_port_is_taken_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ibdash.start.is_free", lambda port: False)
    with pytest.raises(IbdashError, match="geen vrije poort"):
        free_port()


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_browser_is_opened_where_it_can_be_seen(
    environment: dict[str, str], platform: str, shown: bool
) -> None:
    assert has_display(environment, platform) is shown


def test_the_app_gets_the_very_same_settings(tmp_path: Path) -> None:
    settings = load(tmp_path, {"IBDASH_KEY": "geheim", "IBDASH_THREADS": "3"})
    assert load(tmp_path / "elders", environment_of(settings)) == settings
