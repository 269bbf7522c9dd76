"""The orders of the pupils of a group, and the value that each cell of the matrix sorts by."""

import numpy as np
import pandas as pd

from ibdash.domain.state import State
from ibdash.views.group_overview import Overview

# Orders that are no learning line.
CONCERN, NAME = "zorg", "naam"
# A level sorts by its rank; after those what is no level of this column, then gaps.
_NO_LEVEL = {"result": 30, "older": 40, "elsewhere": 96, "not_applicable": 97, "missing": 98}
EMPTY = 99
NO_STEP = 9_999.0


def order(group: Overview, by: str) -> np.ndarray:
    """The places of the pupils in this order; equals stand by name.

    CONCERN: lowest level first, then the largest fall outside the measurement error (measured in
    that error, because points of two scales cannot be compared), then who misses most.
    """
    if by == NAME:
        return np.arange(group.n)
    if by == CONCERN:
        return _by_concern(group)
    cells = group.of_line(by)
    keys = pd.DataFrame(
        {
            # Without a rank nothing says which level is lower: those stand by name.
            "value": np.floor(sort_values(cells).to_numpy()),
            "step": cells["step"].fillna(NO_STEP).to_numpy(),
        },
        index=cells["pupil_id"],
    )
    return _sorted(keys.reindex(group.pupils["pupil_id"]).fillna(EMPTY))


def order_name(group: Overview, by: str) -> str:
    """An order as it is written: "zorg eerst", "naam", "begrijpend lezen"."""
    return order_names(group)[by]


def order_names(group: Overview) -> dict[str, str]:
    """Every order of this group by its code."""
    lines = {line.code: line.name.lower() for line in group.lines}
    return {CONCERN: "zorg eerst", NAME: "naam"} | lines


def _by_concern(group: Overview) -> np.ndarray:
    cells = group.cells
    # 0 is the lowest of any scale: places are ordered, levels of two scales are not equalled.
    place = ((cells["rank"] - 1) / (cells["ranks"] - 1)).where(cells["counts"])
    fall = (cells["step"] / cells["limit"]).where(cells["change"] == State.DECLINE)
    keys = pd.DataFrame(
        {
            "pupil_id": cells["pupil_id"],
            "lowest": place,
            "fall": fall,
            "missing": -(cells["state"] == "missing").astype(int),
            "low": -cells["is_low"].astype(int),
        }
    )
    summed = keys.groupby("pupil_id").agg(
        {"lowest": "min", "fall": "min", "missing": "sum", "low": "sum"}
    )
    return _sorted(
        summed.reindex(group.pupils["pupil_id"]).fillna({"lowest": 2, "fall": 0}).fillna(0)
    )


def _sorted(keys: pd.DataFrame) -> np.ndarray:
    # Stable, and the pupils come in by name: numpy's last key is the first to sort by.
    return np.lexsort([keys[name].to_numpy(float) for name in reversed(keys.columns)])


def sort_values(cells: pd.DataFrame) -> pd.Series:
    """Per cell what its level sorts by: the rank, and a gap after all levels."""
    plain = cells["rank"].astype(float).where(cells["counts"])
    return plain.fillna(gaps(cells["state"], cells["text"]))


def gaps(states: pd.Series, texts: pd.Series) -> pd.Series:
    """What sorts a cell without a level of its column, by its state."""
    # The fraction keeps different texts apart ("III E5", "IV E5"), for their text goes by value.
    apart = pd.Series(pd.factorize(texts)[0] / 1000, index=texts.index)
    return states.map(_NO_LEVEL).fillna(EMPTY).astype(float) + apart
