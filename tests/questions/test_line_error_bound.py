"""line/error_bound gives what domain.measurement_error gives (methods 1)."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from ibdash.domain.measurement_error import error_upper_bound_pooled, pair_moments
from ibdash.questions import ask
from ibdash.store import Store
from tests.line_school import YEAR, asked, fill, result
from tests.people import IB

MOMENTS = [("M5", "2024-2025"), ("E5", "2024-2025"), ("M6", YEAR)]


def bounds(store: Store) -> list[dict[str, float]]:
    found = asked(store, "school")
    rows: list[dict[str, float]] = ask(
        store,
        "line/error_bound",
        before_half_year=9999,
        who=IB,
        school_id=found.school_id,
        test_id=found.test_id(test_name="RW"),
    ).to_pylist()
    return rows


def taken(store: Store, folder: Path, pupils: int) -> list[list[float]]:
    """Scores per moment; the first seven also have another moment, too few to be a pair."""
    luck = random.Random(pupils)  # noqa: S311 - for a test, not for a secret
    levels = [luck.gauss(100, 15) for _ in range(pupils)]
    scores = [
        [round(level + 8 * place + luck.gauss(0, 5), 1) for level in levels] for place in range(3)
    ]
    rows = [
        result(key, moment, year, scores[place][key])
        for place, (moment, year) in enumerate(MOMENTS)
        for key in range(pupils)
    ]
    rows += [result(key, "E4", "2023-2024", 60 + key) for key in range(7)]
    fill(store, folder, [(key, YEAR, "6a", "6") for key in range(pupils)], rows)
    return scores


def test_equal_to_the_domain(store: Store, tmp_path: Path) -> None:
    scores = taken(store, tmp_path, 40)
    wanted = error_upper_bound_pooled(pair_moments(x, y) for x, y in pairwise(scores))
    (found,) = bounds(store)
    assert found["error"] == pytest.approx(wanted, abs=1e-9)
    assert found["steps"] == 80


def test_no_bound_below_sixty_steps(store: Store, tmp_path: Path) -> None:
    # Two pairs of 30 weigh 29 each: 58.
    taken(store, tmp_path, 30)
    assert bounds(store) == []


def test_scores_that_move_together_have_no_error(store: Store, tmp_path: Path) -> None:
    rows = [
        result(key, moment, year, 50 + key + 10 * place)
        for place, (moment, year) in enumerate(MOMENTS)
        for key in range(40)
    ]
    fill(store, tmp_path, [(key, YEAR, "6a", "6") for key in range(40)], rows)
    (found,) = bounds(store)
    assert found["error"] == pytest.approx(0, abs=1e-6)
