"""What changes in known results and pupils, old beside new, as HTML."""

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
# As many results as a person reads; the rest is counted.
MOST_SHOWN = 10


def changed_lines(
    changes: Sequence[Changed], shown: Mapping[str, str] | None = None, said_below: str = _KEPT
) -> str:
    """A line per changed result, the first ones: "Eva Jansen, spelling M6: score 331 → 351".

    shown: display name: what stands on the screen instead, when names are hidden; a name without
    one is left out.  said_below: the sentence after them, or "".
    """
    results = [list(one) for _, one in groupby(changes, lambda c: (c.line, c.pupil, c.what))]
    lines = [_line(one, shown, _value) for one in results[:MOST_SHOWN]]
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
    results = [list(one) for _, one in groupby(against, lambda c: (c.line, c.pupil, c.what))]
    return _paragraphs([_line(one, shown, _against) for one in results[:MOST_SHOWN]])


def results_in(changes: Sequence[Changed]) -> int:
    """How many results these changed values are of."""
    return len({(change.line, change.pupil, change.what) for change in changes})


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
        escape(change.column)
        if shown is not None and change.column in _NAMING
        else in_words(change)
        for change in changes
    )
    return f"{escape(name)}, {escape(first.what)}: {values}."


def _value(change: Changed) -> str:
    if change.old is None and change.new is None:
        return escape(change.column)
    if change.column == "niveau":
        old, new = (badge(level, change.scale) for level in (change.old, change.new))
        return f"niveau {old} → {new}"
    old_text, new_text = (_text(value) for value in (change.old, change.new))
    return f"{escape(change.column)} <s>{old_text}</s> → <strong>{new_text}</strong>"


def _against(change: Changed) -> str:
    if change.old is None and change.new is None:
        return "een andere uitslag"
    if change.column == "niveau":
        counts, says = (badge(level, change.scale) for level in (change.old, change.new))
        return f"niveau {counts} telt mee, dit bestand zegt {says}"
    counts, says = (_text(value) for value in (change.old, change.new))
    return f"{escape(change.column)} <strong>{counts}</strong> telt mee, dit bestand zegt {says}"


def _text(value: Any) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return dutch.day(value)
    if isinstance(value, (int, float)):
        decimals = len(f"{value:.10g}".partition(".")[2])
        return dutch.number(value, decimals)
    return escape(str(value))
