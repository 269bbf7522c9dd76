"""Fixtures that every room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from ibdash.store import Store, open_store
from ibdash.views import plain_figure
from tests.people import settings_in

# How long an example takes depends on what else the computer does.
hypothesis.settings.register_profile("ibdash", deadline=None)
hypothesis.settings.load_profile("ibdash")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store in a file of its own."""
    opened = open_store(settings_in(tmp_path))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _figures_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plotly refuses every property that it does not know, in whatever figure a test makes."""
    monkeypatch.setattr(plain_figure, "_CHECKED", True)
