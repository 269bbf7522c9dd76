"""Groups made of (level then, level now) pairs, as the answers of the store would bring them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from ibdash.domain.levels import SCALES
from ibdash.views.group_overview import Overview, overview

YEAR = "2025-2026"
Pair = tuple[str | None, str | None]

_STRINGS = [
    "reason",
    "previous_moment",
    "functioning_level",
    "reference_level",
    "avi",
    "before_level",
    "level",
    "level_scale",
    "moment",
    "school_year",
    "scale",
    "norm_version",
    "before_moment",
    "file_name",
    "line_scale",
]
_NUMBERS = [
    "rank",
    "ranks",
    "ability_score",
    "measurement_error",
    "percentile",
    "raw_score",
    "previous_score",
    "previous_error",
    "before_rank",
    "source_row",
]


def cell(pupil_id: int, line: str, **values: Any) -> dict[str, Any]:
    """A row of group/latest_results: a result of M6 without level or score unless told."""
    scale = values.get("level_scale", "I-V")
    level = values.get("level")
    codes = [one.code for one in SCALES[scale].levels] if scale in SCALES else []
    return {
        **dict.fromkeys(_STRINGS),
        **dict.fromkeys(_NUMBERS),
        "pupil_id": pupil_id,
        "year_group": "6",
        "learning_line": line,
        "line_name": line.capitalize(),
        "line_moment": "M6",
        "line_school_year": YEAR,
        "line_on": date(2026, 1, 20),
        "is_page_moment": True,
        "line_half_year": 4050,
        "state": "result",
        "moment": "M6",
        "school_year": YEAR,
        "shown_on": date(2026, 1, 20),
        "level_scale": scale if level else None,
        "rank": codes.index(level) + 1 if level in codes else None,
        "ranks": len(codes) if level in codes else None,
        "line_scale": scale,
        "own_level": True,
        "is_computed": False,
        "scale": f"{line}|Cito",
        "before_moment": "E5",
        "before_is_comparable": True,
        "trend": [],
        "file_name": "resultaten.csv",
        "source_row": pupil_id,
        "taken_in_on": date(2026, 2, 2),
        **values,
    }


def pupil(pupil_id: int, **values: Any) -> dict[str, Any]:
    """A row of group/pupils: "Kind 07 Proef" in year group 6 unless told."""
    name = f"Kind {pupil_id:02d}"
    return {
        "pupil_id": pupil_id,
        "public_key": f"k{pupil_id}",
        "display_name": f"{name} Proef",
        "call_name": name,
        "family_name": "Proef",
        "year_group": "6",
        "placed_on": None,
        "birth_date": date(2015, 5, 5),
        "age_months": 129,
        "past_on": None,
        "entered_on": None,
        "plan_kinds": [],
        "support_level": None,
        "support_phase": None,
        "group_plan_lines": [],
        "file_name": "leerlingen.csv",
        "source_row": pupil_id,
        "taken_in_on": date(2026, 2, 2),
        **values,
    }


def group(
    pupils: Sequence[Mapping[str, Any]],
    cells: Sequence[Mapping[str, Any]],
    bounds: Mapping[str, float] | None = None,
    hidden: bool = False,
) -> Overview:
    """The group of these rows; bounds: the error bound per scale."""
    people = pa.Table.from_pylist([dict(one) for one in pupils], schema=_schema(pupil(0)))
    results = pa.Table.from_pylist([dict(one) for one in cells], schema=_schema(cell(0, "x")))
    known = pa.table(
        {
            "scale": pa.array(list(bounds or {}), pa.string()),
            "error_bound": pa.array(list((bounds or {}).values()), pa.float64()),
        }
    )
    shown = [f"K{row['pupil_id']}" if hidden else row["display_name"] for row in people.to_pylist()]
    return overview(people, results, known, shown, YEAR, hidden)


def of_pairs(lines: Mapping[str, Sequence[Pair]], **values: Any) -> Overview:
    """A group in which pupil n went from the first to the second level of the n-th pair.

    A second level of None is a result that is missing.  values: for every cell.
    """
    count = max(len(pairs) for pairs in lines.values())
    cells = [
        cell(n, line, level=now, before_level=then, **values)
        if now
        else cell(n, line, state="missing", before_level=then, **values)
        for line, pairs in lines.items()
        for n, (then, now) in enumerate(pairs)
    ]
    return group([pupil(n) for n in range(count)], cells)


def _schema(row: Mapping[str, Any]) -> pa.Schema:
    return pa.schema([(name, _type(name, value)) for name, value in row.items()])


def _type(name: str, value: Any) -> pa.DataType:
    if name in ("trend",):
        return pa.list_(pa.float64())
    if name in ("plan_kinds", "group_plan_lines"):
        return pa.list_(pa.string())
    if name in ("placed_on", "entered_on", "past_on") or isinstance(value, date):
        return pa.date32()
    if isinstance(value, bool):
        return pa.bool_()
    if name in ("pupil_id", "line_half_year", "age_months", "source_row"):
        return pa.int64()
    return pa.float64() if name in _NUMBERS else pa.string()
