"""The remarks of an intake: refused rows with line, why and what to do; warnings by their words."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa

from ibdash.views import dutch
from ibdash.views.intake_report import KINDS, Counted, Remarked

# The heads of the file with refused rows, in its order.
REFUSED_HEADS = {"line": "Regel", "kind": "Soort", "text": "Waarom", "remedy": "Wat kunt u doen"}
# As many reasons as a person reads; the file has all rows.
_MOST_REASONS = 8
_MOST_LINES = 4


def refused(remarks: Sequence[Remarked]) -> list[Remarked]:
    """The refused rows, by line; a refusal without a line is about the whole file."""
    rows = [remark for remark in remarks if remark.severity == "refused" and remark.line > 0]
    return sorted(rows, key=lambda remark: remark.line)


def refused_total(counts: Mapping[str, Counted], rows: Sequence[Remarked]) -> int:
    """How many rows were refused; the counts may know of more than are listed."""
    return max(sum(count.refused for count in counts.values()), len(rows))


def refused_table(rows: Sequence[Remarked]) -> pd.DataFrame:
    """The refused rows to be read: equal reasons in one row with their lines, eight at most."""
    reasons = list(_together(rows).items())[:_MOST_REASONS]
    return pd.DataFrame(
        {
            "Regel": [_numbers(lines) for _, lines in reasons],
            "Waarom": [text for (text, _), _ in reasons],
            "Wat kunt u doen": [remedy for (_, remedy), _ in reasons],
        }
    )


def refused_beyond(counts: Mapping[str, Counted], rows: Sequence[Remarked]) -> int:
    """How many refused rows the table does not count at all."""
    shown = sum(len(lines) for lines in list(_together(rows).values())[:_MOST_REASONS])
    return refused_total(counts, rows) - shown


def refused_rows(rows: Sequence[Remarked]) -> pa.Table:
    """All refused rows for a download; columns as REFUSED_HEADS."""
    return pa.table(
        {
            "line": pa.array([row.line for row in rows], pa.int64()),
            "kind": pa.array([KINDS[row.kind].one if row.kind in KINDS else "" for row in rows]),
            "text": pa.array([row.text for row in rows], pa.string()),
            "remedy": pa.array([row.remedy for row in rows], pa.string()),
        }
    )


def sentences(remarks: Sequence[Remarked], severity: str) -> list[str]:
    """Remarks of one severity, equal words once, with the lines they are about."""
    held = [remark for remark in remarks if remark.severity == severity]
    return [_sentence(text, remedy, lines) for (text, remedy), lines in _together(held).items()]


def beside_sheets(remarks: Sequence[Remarked]) -> list[Remarked]:
    """The remarks where the sheets that nobody knows have a place of their own on the screen."""
    return [remark for remark in remarks if remark.kind != "sheet"]


def names_line(text: str, line: int) -> bool:
    """Whether a remark says its line itself, as one about several rows does of the first."""
    return re.search(rf"\bregel {line}\b", text) is not None


def _together(remarks: Sequence[Remarked]) -> dict[tuple[str, str], list[int]]:
    """(text, remedy): the lines, in the order in which the words came first."""
    found: dict[tuple[str, str], list[int]] = {}
    for remark in remarks:
        found.setdefault((remark.text, remark.remedy), []).append(remark.line)
    return found


def _numbers(lines: Sequence[int]) -> str:
    """ "51, 52 en 53", "4, 9, 12, 15 en nog 308"."""
    texts = [dutch.number(line) for line in lines[:_MOST_LINES]]
    more = len(lines) - len(texts)
    if more > 0:
        return f"{', '.join(texts)} en nog {dutch.number(more)}"
    return dutch.listing(texts)


def _sentence(text: str, remedy: str, lines: Sequence[int]) -> str:
    known = sorted({line for line in lines if line > 0})
    word = "regel" if len(known) == 1 else "regels"
    is_named = len(known) == 1 and names_line(text, known[0])
    where = f" ({word} {_numbers(known)})" if known and not is_named else ""
    cure = f" {remedy.rstrip('.')}." if remedy else ""
    return f"{text.rstrip('.')}{where}.{cure}"
