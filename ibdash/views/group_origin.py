"""Where the figures of a group come from: file, row and day, of the page and of one pupil."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from ibdash.views import dutch, frames, result_words
from ibdash.views.group_overview import PLAN_MARKS, Overview, short_line, words

_KINDS: Mapping[str, str] = {
    "result": "resultaat",
    "placement": "plaatsing",
    "plan": "plan",
    "support_level": "ondersteuning",
}


def origins(group: Overview) -> Iterator[tuple[str, int | None, date]]:
    """(file, row or None, day) of each cell and each placement that a file brought."""
    for table in (group.cells, group.pupils):
        known = table[table["file_name"].notna()]
        rows = [None if pd.isna(row) else int(row) for row in known["source_row"]]
        yield from zip(known["file_name"], rows, known["taken_in_on"], strict=True)


def summary(sources: pa.Table) -> str:
    """ "43 gegevens uit 3 bestanden"."""
    files = len(set(sources.column("file_name").drop_null().to_pylist()))
    return (
        f"{dutch.plural(sources.num_rows, 'gegeven', 'gegevens')} uit "
        f"{dutch.plural(files, 'bestand', 'bestanden')}"
    )


def table(sources: pa.Table) -> pd.DataFrame:
    """The answer to group/sources, to be read."""
    rows = frames.of(sources)
    what = words(rows["what"], PLAN_MARKS).fillna(rows["what"].astype("str"))
    return pd.DataFrame(
        {
            "Soort": rows["kind"].map(_KINDS),
            "Leerlijn": rows["line_name"].fillna("").map(short_line),
            "Wat": what.fillna(""),
            "Moment": rows["moment"].fillna(""),
            "Datum": _days(rows["happened_on"]),
            "Uitslag": [
                _outcome(*said)
                for said in zip(
                    sources.column("outcome").to_pylist(),
                    sources.column("place").to_pylist(),
                    strict=True,
                )
            ],
            "Bestand": rows["file_name"].fillna(
                rows["is_decision"].map({True: "uw keuze", False: "met de hand"})
            ),
            "Regel": rows["source_row"]
            .map(dutch.number, na_action="ignore")
            .astype("str")
            .fillna(""),
            "Overgenomen op": _days(rows["taken_in_on"]),
        }
    )


def _outcome(said: Mapping[str, Any] | None, place: int | None) -> str:
    """What this source says; of several sources, whether it is what counts."""
    if said is None:
        return ""
    return result_words.said(said) + (" (telt mee)" if place == 1 else "")


def _days(days: pd.Series) -> pd.Series:
    return words(days, dutch.day).fillna("")
