"""What changes in known rows, old beside new, as HTML."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from ibdash.views import dutch, palette
from ibdash.views.intake_report import Changed
from ibdash.views.level_badge import badge

_GREY = f"light-dark({palette.LIGHT.ink_2},{palette.DARK.ink_2})"
_KEPT = "De oude waarde blijft bewaard."
# Values that name a pupil: with names hidden only that they change is shown.
_NAMING = ("naam", "geboortedatum")
# As many rows as a person reads; the rest is counted.
MOST_SHOWN = 10
# Of each kind at least so many, however many rows of the others come before.
_LEAST_SHOWN = 3
# A text longer than this is shown from a little before where it differs.
_LONG, _BEFORE = 90, 20


def changed_lines(
    changes: Sequence[Changed], shown: Mapping[str, str] | None = None, said_below: str = _KEPT
) -> str:
    """A line per changed row, the first ones: "Eva Jansen, spelling M6: score 331 → 351".

    shown: display name: what stands on the screen instead, when names are hidden; a name without
    one is left out.  said_below: the sentence after them, or "".
    """
    lines = [_line(one, shown, _value) for one in _first(changes)]
    kept = f'<span style="color:{_GREY}"> {said_below}</span>' if said_below else ""
    if len(lines) == 1:
        lines[0] += kept
    elif lines and kept:
        lines.append(kept)
    return _paragraphs(lines)


def against_lines(against: Sequence[Changed], shown: Mapping[str, str] | None = None) -> str:
    """A line per result: "Eva Jansen, spelling M6: score 331 telt mee, dit bestand zegt 351".

    shown: as in :func:`changed_lines`.
    """
    return _paragraphs([_line(one, shown, _against) for one in _first(against)])


def rows_shown(changes: Sequence[Changed]) -> int:
    """How many rows :func:`changed_lines` writes a line about."""
    return len(_first(changes))


def _first(changes: Sequence[Changed]) -> list[list[Changed]]:
    """The changes of one row together, of the first rows of each kind."""
    rows = [list(one) for _, one in groupby(changes, lambda c: (c.line, c.pupil, c.what, c.kind))]
    kinds = len({one[0].kind for one in rows})
    most = max(_LEAST_SHOWN, MOST_SHOWN // max(kinds, 1))
    seen: Counter[str] = Counter()
    kept = []
    for one in rows:
        seen[one[0].kind] += 1
        if seen[one[0].kind] <= most:
            kept.append(one)
    return kept


def _paragraphs(lines: Sequence[str]) -> str:
    style = "margin:0;padding:2px 0;font-size:15px;line-height:1.7"
    return "".join(f'<p style="{style}">{line}</p>' for line in lines)


def _line(
    changes: Sequence[Changed],
    shown: Mapping[str, str] | None,
    in_words: Callable[[Changed], str],
) -> str:
    first = changes[0]
    name = first.pupil if shown is None else shown.get(first.pupil, "een leerling")
    values = ", ".join(
        escape(change.column) if shown is not None and _may_name(change) else in_words(change)
        for change in changes
    )
    of = f"{escape(name)}, {escape(first.what)}" if first.pupil else _capital(escape(first.what))
    return f"{of}: {values}."


def _may_name(change: Changed) -> bool:
    return change.is_personal or change.column in _NAMING


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(change: Changed) -> str:
    if change.old is None and change.new is None:
        return escape(change.column)
    if change.column == "niveau":
        old, new = (badge(level, change.scale) for level in (change.old, change.new))
        return f"niveau {old} → {new}"
    old_text, new_text = (_text(value) for value in _around(change.old, change.new))
    return f"{escape(change.column)} <s>{old_text}</s> → <strong>{new_text}</strong>"


def _against(change: Changed) -> str:
    if change.old is None and change.new is None:
        return "een andere uitslag"
    if change.column == "niveau":
        counts, says = (badge(level, change.scale) for level in (change.old, change.new))
        return f"niveau {counts} telt mee, dit bestand zegt {says}"
    counts, says = (_text(value) for value in (change.old, change.new))
    return f"{escape(change.column)} <strong>{counts}</strong> telt mee, dit bestand zegt {says}"


def _around(old: Any, new: Any) -> tuple[Any, Any]:
    """Two values; long texts are cut, two of them to where they differ."""
    if not isinstance(old, str) or not isinstance(new, str):
        return _cut(old, 0), _cut(new, 0)
    pairs = enumerate(zip(old, new, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = max(0, same - _BEFORE) if max(len(old), len(new)) > _LONG else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: Any, start: int) -> Any:
    if not isinstance(text, str):
        return text
    shown = text[start : start + _LONG]
    before, after = "…" if start else "", "…" if start + _LONG < len(text) else ""
    return f"{before}{shown}{after}"


def _text(value: Any) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return dutch.day(value)
    if isinstance(value, (int, float)):
        decimals = len(f"{value:.10g}".partition(".")[2])
        return dutch.number(value, decimals)
    return escape(str(value))
