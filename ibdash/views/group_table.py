"""The group as one wide table for a spreadsheet: Dutch heads, ASCII levels, empty for missing."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from ibdash.views.group_missing import REASONS
from ibdash.views.group_overview import Overview, words

_PER_LINE: Mapping[str, str] = {
    "moment": "moment",
    "level": "niveau",
    "level_scale": "niveauschaal",
    "ability_score": "vaardigheidsscore",
    "step": "stap",
    "change": "stap is",
    "percentile": "percentiel",
    "why": "geen resultaat",
}
_STATES = {
    "missing": "ontbreekt",
    "elsewhere": "andere school",
    "not_applicable": "niet van toepassing",
    "older": "van een eerder moment",
}


def table(group: Overview) -> tuple[pa.Table, Mapping[str, str]]:
    """The table and its heads, column by column, as ui.downloads takes them.

    One row per pupil; per line the columns of _PER_LINE, and AVI as text.
    """
    people = group.pupils.set_index("pupil_id")
    birth_date = {"birth_date": people["birth_date"]} if people["birth_date"].notna().any() else {}
    columns: dict[str, pd.Series] = {
        "shown": people["shown"],
        "year_group": people["year_group"],
        **birth_date,
        "plan": people["marks"].str.join(" "),
        "support": people["support_level"],
    }
    heads = {
        "shown": "Leerling",
        "year_group": "Jaargroep",
        **({"birth_date": "Geboortedatum"} if birth_date else {}),
        "plan": "Plan",
        "support": "Ondersteuningsniveau",
    }
    if group.cards is not None:
        columns["avi"] = group.of_line(group.cards.code).set_index("pupil_id")["avi"]
        heads["avi"] = "AVI"
    per_line = dict(tuple(_cells(group.cells).groupby("learning_line", sort=False)))
    for number, line in enumerate(group.lines):
        cells = per_line[line.code].set_index("pupil_id")
        for name, head in _PER_LINE.items():
            if cells[name].notna().any():
                columns[f"{number}_{name}"] = cells[name]
                heads[f"{number}_{name}"] = f"{line.name} {head}"
    wide = pd.DataFrame({name: values.reindex(people.index) for name, values in columns.items()})
    return pa.Table.from_pandas(wide, preserve_index=False), heads


def _cells(cells: pd.DataFrame) -> pd.DataFrame:
    # Beside a gap an older result would pass for this one; the trend and its page have it.
    shown = cells[list(_PER_LINE)[:-1]].where(cells["state"].isin(["result", "older"]), axis=0)
    why = words(cells["reason"], REASONS).fillna(cells["state"].map(_STATES))
    return shown.assign(
        pupil_id=cells["pupil_id"],
        learning_line=cells["learning_line"],
        change=shown["change"].where(shown["change"] != ""),
        why=why,
    )
