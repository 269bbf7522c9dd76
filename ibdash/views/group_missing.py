"""Who misses which result and why, and whose result was not to be expected."""

from collections.abc import Mapping

import pandas as pd

from ibdash.views import dutch
from ibdash.views.group_overview import Overview

REASONS: Mapping[str, str] = {
    "ziek": "ziek",
    "eigen_leerlijn": "eigen leerlijn",
    "vrijgesteld": "vrijgesteld",
    "nog_niet": "nog niet gemaakt",
}
_NO_REASON = "geen reden ingevuld"


def reason(code: object) -> str:
    """The delivered reason in words."""
    return REASONS.get(str(code), str(code)) if isinstance(code, str) else _NO_REASON


def table(group: Overview) -> pd.DataFrame:
    """One row per pupil, moment and reason: Leerling, Leerlijnen, Moment, Reden."""
    return _per_pupil(group.missing.assign(why=_why(group.missing)))


def not_expected(group: Overview) -> pd.DataFrame:
    """The same for pupils on an own route, exempt, or then at another school: no gaps."""
    cells = group.cells[group.cells["state"].isin(["not_applicable", "elsewhere"])]
    why = _why(cells).where(cells["state"] == "not_applicable", "andere school")
    return _per_pupil(cells.assign(why=why))


def summary(group: Overview) -> str:
    """The sentence above the table."""
    missing = group.missing
    if missing.empty and not group.is_of_year:
        return "In dit schooljaar zijn er nog geen resultaten; daarom ontbreekt er nog niets"
    if missing.empty:
        return "Er ontbreekt geen enkel resultaat"
    pupils = missing["pupil_id"].nunique()
    without = int(missing["reason"].isna().sum())
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    text = (
        f"Er {verb} {dutch.plural(len(missing), 'resultaat', 'resultaten')} bij "
        f"{dutch.plural(pupils, 'leerling', 'leerlingen')}"
    )
    if without == 0:
        return f"{text}; de reden is bekend"
    if without == len(missing):
        return f"{text}; er is geen reden ingevuld"
    return f"{text}; bij {without} is geen reden ingevuld"


def _why(cells: pd.DataFrame) -> pd.Series:
    # Not `words`: a missing reason has its own words.
    return cells["reason"].astype("object").map(reason).astype("str")


def _per_pupil(cells: pd.DataFrame) -> pd.DataFrame:
    listed = (
        cells.sort_values("place", kind="stable")
        .groupby(["place", "shown", "line_moment", "why"], sort=True, dropna=False)["line_name"]
        .agg(lambda names: dutch.listing([name.lower() for name in names]))
        .reset_index()
    )
    return pd.DataFrame(
        {
            "Leerling": listed["shown"],
            "Leerlijn": listed["line_name"],
            "Moment": listed["line_moment"],
            "Reden": listed["why"],
        }
    )
