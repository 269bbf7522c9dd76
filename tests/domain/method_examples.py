"""Runs a row of a methods table (method;input;expected;tolerance) against the domain.

Reference sets of `expected_range` are named in words there; the builders here follow them.
"""

import csv
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ibdash.domain import expected_range as ranges
from ibdash.domain import growth, means, measurement_error, shares, student_t
from ibdash.domain.state import State

TWO_YEARS = ("2023-2024", "2024-2025")

# Sections 8 to 11, which the caseload and school pages bring.
LATER = {
    "plan_effect",
    "plan_two_predictors",
    "funnel_limits",
    "funnel_position",
    "forecast_school_share",
    "forecast_from_pupils",
    "pupil_chance",
    "advice_observed_expected",
}


def thirty_steps(years: int) -> list[ranges.Step]:
    return [
        ranges.Step(
            pair="1",
            school_year=TWO_YEARS[i % years],
            y=20 + 0.8 * (80 + 2 * i) + (7 * i) % 11 - 5,
            x1=80 + 2 * i,
        )
        for i in range(30)
    ]


def sixty_steps(years: int, two_pairs: bool = False) -> list[ranges.Step]:
    steps = []
    for i in range(60):
        x1 = 80 + i
        in_second = two_pairs and i % 2 == 1
        y = 30 + 0.75 * x1 + ((7 * i) % 13 - 6) * (1 + abs(i - 30) / 30)
        steps.append(
            ranges.Step(
                pair="2" if in_second else "1",
                # By halves, so that both pairs hold both years.
                school_year=TWO_YEARS[i // 30 % years],
                y=y + (12 if in_second else 0),
                x1=x1,
                x2=x1 - 8 + (5 * i) % 7 - 3,
            )
        )
    return steps


def steps_beside_a_line(each: int, years: int) -> list[ranges.Step]:
    """Residuals of equal size and an exact straight line of spread: every z is 1 or -1."""
    return [
        ranges.Step("1", TWO_YEARS[i // 2 % years], y=x1 + (4 if i % 2 else -4), x1=x1)
        for x1 in (80, 90, 110, 120)
        for i in range(each)
    ]


def _expected_range(reference: str, school_years: int, pupil: dict[str, float]) -> object:
    pair = str(pupil.pop("pair", 1))
    if reference.startswith("30 pupils"):
        steps = thirty_steps(school_years)
    elif reference.startswith("60 pupils"):
        steps = sixty_steps(school_years)
    elif reference.startswith("same 60 pupils"):
        steps = sixty_steps(school_years, two_pairs=True)
    elif "pupils at each of" in reference:
        steps = steps_beside_a_line(int(reference.split()[0]), school_years)
    else:
        assert reference == "20 pupils in all"
        steps = thirty_steps(school_years)[:20]
    return ranges.expected_range(steps, pair, **pupil)


METHODS: dict[str, Callable[..., object]] = {
    "t_quantile": lambda p, df: {"t": student_t.quantile(p, df)},
    "error_upper_bound": lambda **v: {"error": measurement_error.error_upper_bound(**v)},
    "error_upper_bound_pooled": lambda pairs: {
        "error": measurement_error.error_upper_bound_pooled(
            measurement_error.PairMoments(**pair) for pair in pairs
        )
    },
    "reliability_three_moments": measurement_error.reliability_three_moments,
    "growth_half_year": growth.growth_half_year,
    "change_state": lambda **v: {"state": growth.change_state(**v)},
    "own_slope": growth.own_slope,
    "expected_range": _expected_range,
    "group_limit_below_range": lambda n: {"limit": ranges.group_limit_below_range(n)},
    "level_drop_by_chance": shares.level_drop_by_chance,
    "share": shares.share,
    "share_difference_same_pupils": lambda n, left_lowest, entered_lowest: (
        shares.share_difference_same_pupils(n, left_lowest, entered_lowest)
    ),
    "share_difference_other_pupils": shares.share_difference_other_pupils,
    "group_growth_same_pupils": growth.group_growth_same_pupils,
    "cohort_difference": means.cohort_difference,
    "cohort_trend": means.cohort_trend,
    "cohort_expected_next": means.cohort_expected_next,
    "parallel_groups": means.parallel_groups,
}


@dataclasses.dataclass(frozen=True)
class Example:
    """One row: the method, its arguments, what must come out and how near."""

    method: str
    arguments: dict[str, Any]
    expected: dict[str, Any]
    tolerance: float


def read_examples(path: Path) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Example(
                row["method"],
                json.loads(row["input"]),
                json.loads(row["expected"]),
                float(row["tolerance"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def differences(example: Example) -> list[str]:
    """What comes out otherwise than expected, in words; empty when all is right."""
    found = _as_dict(METHODS[example.method](**example.arguments))
    return [
        f"{example.method} {example.arguments}: {name} is {found.get(name)}, not {wanted}"
        for name, wanted in example.expected.items()
        if not _equal(found.get(name), wanted, example.tolerance)
    ]


def _as_dict(result: object) -> dict[str, Any]:
    if isinstance(result, State):
        return {"state": result}
    if isinstance(result, dict):
        return result
    assert dataclasses.is_dataclass(result)
    return dataclasses.asdict(result)  # type: ignore[arg-type]


def _equal(found: object, wanted: object, tolerance: float) -> bool:
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        # 1e-9: a tolerance of 0 still allows the rounding of one sum.
        return abs(found - wanted) <= tolerance + 1e-9
    return found == wanted
