"""Fixtures that every room's tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ibdash.store import Store, open_store
from tests.people import settings_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store in a file of its own."""
    opened = open_store(settings_in(tmp_path))
    yield opened
    opened.close()
