"""Demo schools, written once per day, seed and size."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from ibdash.demo.school import write_demo
from tests.demo.demo_files import TODAY, Demo


@pytest.fixture(scope="session")
def demo_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Demo]:
    """Writes a demo school, or gives the one that was written with the same arguments."""

    @cache
    def written(today: date = TODAY, seed: int = 1, pupils: int = 240) -> Demo:
        folder = tmp_path_factory.mktemp("demo")
        return Demo(today, tuple(write_demo(folder, today, seed=seed, pupils=pupils)))

    return written


@pytest.fixture(scope="session")
def demo(demo_of: Callable[..., Demo]) -> Demo:
    """The demo school of an autumn day: the last moment is E of the school year before."""
    return demo_of()


DAYS = [
    date(2026, 11, 24),
    date(2026, 8, 15),
    date(2027, 2, 1),
    date(2027, 2, 20),
    date(2027, 6, 30),
]


@pytest.fixture(params=DAYS, ids=str, scope="session")
def demo_any_day(request: pytest.FixtureRequest, demo_of: Callable[..., Demo]) -> Demo:
    """The demo school on days in all parts of the year, the summer holidays included."""
    return demo_of(request.param)
