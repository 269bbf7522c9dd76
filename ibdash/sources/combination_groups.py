"""A pupil who stands twice in a list, once per year group of one combination group.

Lists write a combination group as two: "5/6 (5)" and "5/6 (6)", "5/6" and "5", or "5A" and "6A".  A
pupil sits in one home group a year (EDEXML), so such rows are one placement, in the combination
group; of any other two groups nobody can tell, and they stay two, which the intake refuses.
"""

import re
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from ibdash.domain.year_groups import COMBINATION, from_group_name
from ibdash.sources.reading import Remark

_WHO = ("brin", "location", "school_year", "pupil_key", "is_home")
_YEARS_IN_FRONT = re.compile(r"\D*[1-8](?:\s*[/+&-]\s*[1-8])*")


def as_one(placements: pa.Table, groups: pa.Table) -> tuple[pa.Table, pa.Table, list[Remark]]:
    """The placements with one row for each such pupil, the groups that are left, and what to say.

    placements, groups: the columns of kinds.py that a list has, `group_key` among them.
    """
    if "group_key" not in placements.column_names or "pupil_key" not in placements.column_names:
        return placements, groups, []
    key = [name for name in _WHO if name in placements.column_names]
    counted: Any = placements.group_by(key, use_threads=False).aggregate([("line", "count")])
    if placements.num_rows == counted.num_rows:
        return placements, groups, []
    of_pupil: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in placements.to_pylist():
        of_pupil.setdefault(tuple(row[name] for name in key), []).append(row)
    kept: list[dict[str, Any]] = []
    together: list[dict[str, Any]] = []
    for rows in of_pupil.values():
        one = _one(rows) if len(rows) > 1 else None
        kept += [one] if one else rows
        together += [one] if one else []
    if not together:
        return placements, groups, []
    of_homes = pa.Table.from_pylist(kept, placements.schema)
    return of_homes, _groups_of(kept, together, groups), [_remark(together)]


def _one(rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The rows of one pupil as one placement; None where their groups are no combination."""
    loose = ("line", "group_key", "year_group")
    first = min(rows, key=lambda row: row["line"])
    if any(row[name] != first[name] for row in rows for name in row if name not in loose):
        return None
    name = _combination([row["group_key"] or "" for row in rows])
    if name is None:
        return None
    years = {row.get("year_group") for row in rows} - {None, COMBINATION}
    if not years <= set(from_group_name(name).year_groups):
        return None
    own = {"year_group": years.pop() if len(years) == 1 else None} if "year_group" in first else {}
    return {**first, "group_key": name, **own}


def _combination(names: Sequence[str]) -> str | None:
    """ "5/6" for "5/6" and "5/6", or "5/6" and "5"; "5/6A" for "5A" and "6A"."""
    groups = {name: from_group_name(name) for name in names}
    if any(not group.year_groups for group in groups.values()):
        return None
    tails = {_YEARS_IN_FRONT.sub("", name, count=1).strip().casefold() for name in groups}
    combinations = [name for name, group in groups.items() if group.is_combination]
    years = sorted({int(year) for group in groups.values() for year in group.year_groups})
    if len(tails - {""}) > 1 or len(combinations) > 1:
        return None
    if combinations:
        (name,) = combinations
        return name if len(years) == len(groups[name].year_groups) else None
    is_in_a_row = len(years) > 1 and years == list(range(years[0], years[-1] + 1))
    if len(tails) > 1 or not is_in_a_row:
        return None
    tail = _YEARS_IN_FRONT.sub("", names[0], count=1).strip()
    return "/".join(map(str, years)) + tail


def _groups_of(
    placements: Sequence[dict[str, Any]], together: Sequence[dict[str, Any]], groups: pa.Table
) -> pa.Table:
    """The groups in which somebody sits, the combination groups among them."""
    where = [name for name in ("brin", "location", "school_year") if name in groups.column_names]

    def of(row: dict[str, Any]) -> tuple[Any, ...]:
        return (*(row.get(name) for name in where), row["group_key"])

    used = {of(row) for row in placements}
    found = {of(row): row for row in groups.to_pylist() if of(row) in used}
    for row in sorted(together, key=lambda row: row["line"]):
        name = row["group_key"]
        new = {
            **{part.name: row.get(part.name) for part in groups.schema},
            "name": name,
            "is_composite": False,
        }
        known = found.setdefault(of(row), new)
        if "year_group" in groups.column_names:
            known["year_group"] = COMBINATION
    return pa.Table.from_pylist(list(found.values()), groups.schema).sort_by("line")


def _remark(together: Sequence[dict[str, Any]]) -> Remark:
    count, first = len(together), min(row["line"] for row in together)
    who = "1 leerling staat" if count == 1 else f"{count} leerlingen staan"
    which = "" if count == 1 else f", de eerste op regel {first}"
    open_years = sum(row.get("year_group") is None for row in together)
    said = f"{who} in meer dan één regel van een combinatiegroep{which}; dat is één plaatsing"
    if not open_years:
        return Remark(first, "info", said)
    return Remark(
        first,
        "warning",
        f"{said}. Van {open_years} is niet te zien in welke jaargroep",
        "Geef deze leerlingen één regel, met hun eigen jaargroep in de kolom jaargroep",
    )
