"""The data dictionary of an export: what every table and column is; made of the profiles.

The meanings are in column_meanings.toml: of a column in whatever table, or of one table where it
means something else there.
"""

import csv
import functools
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import pyarrow as pa

from ibdash.domain.cell_text import guarded
from ibdash.reports.open_tables import Column, OpenTable
from ibdash.sources.tables import DICTIONARY as NAME

__all__ = ["NAME", "Described", "as_csv", "as_table", "as_text", "meaning", "meanings"]

_HEADS = ("tabel", "kolom", "soort", "betekenis", "waarden", "verplicht", "afgeschermd", "regels")
_HOW = """# Datawoordenboek

Deze bestanden zijn geschreven door ibdash. Er staan gegevens van leerlingen in: bewaar ze niet in
een map die naar internet kopieert, stuur ze niet per e-mail, en wis ze als u ze niet meer nodig
hebt.{restricted}

Elke regel van een tabel is wat ibdash nu weet, of wist op de dag die u koos; oude waarden staan er
niet in. Een lege cel betekent: niet bekend. `leerling_id` noemt in alle tabellen dezelfde leerling.
Neem het geheel over met Importeren om dezelfde gegevens terug te krijgen.
"""
_RESTRICTED = (
    " Ook afgeschermde gegevens gaan mee: diagnoses, capaciteit en vertrouwelijke notities."
)
_NOT_RESTRICTED = " Afgeschermde gegevens en vertrouwelijke notities zijn er niet bij."


@dataclass(frozen=True)
class Described:
    """A table with the columns that were written, in order, and how many rows it got."""

    table: OpenTable
    headers: Sequence[str]
    rows: int

    def columns(self) -> list[Column]:
        return [self.table.columns[name] for name in self.headers]


@functools.cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Per table, and under "alle" for every table: column: what it means, in Dutch."""
    text = resources.files("ibdash.reports").joinpath("column_meanings.toml").read_text("utf-8")
    return tomllib.loads(text)


def meaning(table: str, column: str) -> str:
    """What a column of a table means; raises KeyError where that was not written down."""
    known = meanings()
    return known.get(table, {}).get(column) or known["alle"][column]


def as_table(described: Sequence[Described]) -> pa.Table:
    """One row per column of each table."""
    rows = [
        (
            one.table.name,
            column.name,
            column.type,
            meaning(one.table.name, column.name),
            _values(column),
            column.is_required,
            one.table.is_restricted,
            one.rows,
        )
        for one in described
        for column in one.columns()
    ]
    return pa.table(dict(zip(_HEADS, map(list, zip(*rows, strict=True)), strict=True)))


def as_csv(described: Sequence[Described]) -> bytes:
    """UTF-8 with a byte order mark and `;`, for a Dutch spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADS)
    for row in as_table(described).to_pylist():
        writer.writerow([guarded(_shown(value)) for value in row.values()])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_text(described: Sequence[Described], *, restricted: bool) -> str:
    """Markdown: a section per table; restricted: whether restricted facts were asked for."""
    parts = [_HOW.format(restricted=_RESTRICTED if restricted else _NOT_RESTRICTED)]
    for one in described:
        hidden = ", afgeschermd" if one.table.is_restricted else ""
        parts.append(
            f"\n## {one.table.name}\n\n{one.table.title}, {one.rows} regels{hidden}.\n\n"
            "| kolom | soort | betekenis | waarden |\n| --- | --- | --- | --- |\n"
            + "".join(
                f"| `{column.name}`{'*' if column.is_required else ''} | {column.type} "
                f"| {meaning(one.table.name, column.name)} | {_values(column)} |\n"
                for column in one.columns()
            )
        )
    parts.append("\n`*`: verplicht bij het overnemen, of een van de verplichte kolommen samen.\n")
    return "".join(parts)


def _values(column: Column) -> str:
    """The words that may stand in it, or its bounds."""
    if column.words:
        words = ", ".join(column.words.values())
        return f"{words}, of een eigen woord" if column.others_kept else words
    if column.least is not None and column.most is not None:
        return f"{column.least:g} tot en met {column.most:g}"
    return f"vanaf {column.least:g}" if column.least is not None else ""


def _shown(value: object) -> str:
    return "ja" if value is True else "nee" if value is False else str(value)
