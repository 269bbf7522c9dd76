"""The computed sentences of the page Groep (look.md 10, methods.md 5): counts, never praise.

`**…**` marks what is bold.  A change is only called one when it is more than two pupils and more
than chance; otherwise the counts stand there with that reservation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from ibdash.domain import year_groups
from ibdash.domain.limits import GROUP_SHOWN
from ibdash.domain.shares import share_difference_same_pupils
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views.group_overview import Line, Overview, moments_in_words

# "2 pupils or fewer" is little change (look.md 10).
_LITTLE = 2


@dataclass(frozen=True)
class Shift:
    """How the number of low levels moved on one line, among the pupils with both results.

    n: those pupils; low, was_low: at a low level now and then; all_low, all_n: everybody now.
    state: DIFFERENCE, NO_DIFFERENCE, or TOO_LITTLE where fewer than 15 pupils have both.
    """

    line: Line
    n: int
    low: int
    was_low: int
    all_low: int
    all_n: int
    state: State

    @property
    def change(self) -> int:
        return self.low - self.was_low

    @property
    def is_little(self) -> bool:
        return abs(self.change) <= _LITTLE


@lru_cache(maxsize=32)
def shifts(group: Overview) -> tuple[Shift, ...]:
    """One per line with a rule for low levels and at least five levels now."""
    return tuple(
        shift
        for line in group.lines
        if line.low_word and (shift := _shift(line, group.of_line(line.code))).all_n >= GROUP_SHOWN
    )


def meta(group: Overview) -> str:
    """ "28 leerlingen · M6, januari 2026"."""
    count = dutch.plural(group.n, "leerling", "leerlingen")
    if group.on is None:
        return count
    moment = f"{moments_in_words(group.moments)}, {dutch.month_in_full(group.on)}"
    return f"{count} · {moment}" if group.is_of_year else f"{count} · laatste toetsen: {moment}"


def summary(group: Overview) -> str:
    """At most three short sentences: the lines, the falls, what is missing."""
    if not group.n:
        return "In deze groep zitten nu **geen leerlingen**."
    if group.is_untested:
        return (
            f"{_capital(_who_takes_none(group))} worden geen toetsen afgenomen; daarom staan hier "
            "**geen niveaus**. Wel ziet u plaatsing, leeftijd, plannen en ondersteuning."
        )
    if not group.all_lines:
        whom = "deze leerling" if group.n == 1 else f"deze {_pupils(group.n)}"
        return f"Er zijn nog **geen resultaten** van {whom}."
    if group.n < GROUP_SHOWN:
        first = f"**{_capital(_pupils(group.n))}**: te weinig om iets over de groep te zeggen."
    else:
        first = _about_lines(shifts(group)) or _about_scores(group)
    return " ".join(part for part in (first, _about_falls(group), _about_missing(group)) if part)


def _who_takes_none(group: Overview) -> str:
    """ "in groep 1 en 2", "bij peuters", "bij peuters en in groep 1 en 2"."""
    found = set(group.pupils["year_group"].dropna())
    younger = [year_groups.NAMES[code] for code in ("B", "D", "0") if code in found]
    parts = [f"bij {dutch.listing(younger)}"] if younger else []
    return " en ".join(parts + (["in groep 1 en 2"] if found & {"1", "2"} else []))


def first_line(group: Overview) -> Line | None:
    """The line that the summary is about: the one to look at first."""
    first = _first(shifts(group))
    return first.line if first else None


def about_spread(group: Overview) -> str:
    """The sentence above the distributions."""
    found = shifts(group)
    told = [shift for shift in found if not shift.is_little]
    if not found:
        return "Te weinig leerlingen met een niveau om een verdeling te laten zien."
    if not any(shift.n for shift in found):
        return "Er is geen eerder moment om mee te vergelijken."
    if not told:
        return f"Er is weinig veranderd sinds {_before(found)}."
    parts = [
        f"bij {shift.line.name.lower()} {_more_or_fewer(shift)} op {shift.line.low_word}"
        for shift in sorted(told, key=lambda shift: -abs(shift.change))[:2]
    ]
    rest = ". De rest veranderde weinig" if len(told) < len(found) else ""
    chance = "; dat kan toeval zijn" if all(s.state != State.DIFFERENCE for s in told) else ""
    return f"{_capital(dutch.listing(parts))}{chance}{rest}."


def _shift(line: Line, cells: pd.DataFrame) -> Shift:
    pairs = cells[cells["is_pair"]]
    low, was_low = pairs["is_low"], pairs["was_low"]
    difference = share_difference_same_pupils(
        len(pairs), int((was_low & ~low).sum()), int((low & ~was_low).sum())
    )
    return Shift(
        line,
        len(pairs),
        int(low.sum()),
        int(was_low.sum()),
        int(cells["is_low"].sum()),
        int(cells["counts"].sum()),
        difference if isinstance(difference, State) else difference.state,
    )


def _about_lines(found: Sequence[Shift]) -> str:
    first = _first(found)
    if first is None:
        return ""
    if not first.is_little:
        return _about_change(first)
    if first.all_low <= _LITTLE:
        few = f"meer dan {_pupils(first.all_low)}" if first.all_low else "leerlingen"
        standing = f"Bij **geen enkele leerlijn** zitten {few} op {first.line.low_word}."
    else:
        standing = (
            f"Op {first.line.low_word} zitten de meeste leerlingen bij "
            f"**{first.line.name.lower()}**: {dutch.count_of(first.all_low, first.all_n)}."
        )
    if not any(shift.n for shift in found):
        return standing
    return f"Er is **weinig veranderd** sinds {_before(found)}. {standing}"


def _about_scores(group: Overview) -> str:
    """Where nothing says what a low level is, no more than that is said."""
    if any(line.scale for line in group.lines):
        known = any(line.low_word for line in group.lines)
        return "" if known else "Wat bij deze niveauschaal **laag** is, is niet bekend."
    return (
        f"Bij de resultaten van {moments_in_words(group.moments)} zijn **geen niveaus** geleverd."
    )


def _first(found: Sequence[Shift]) -> Shift | None:
    """A change beyond chance first, a rise before a drop, then the largest; else the most low."""
    moved = [shift for shift in found if not shift.is_little]
    if moved:
        return min(moved, key=lambda s: (s.state != State.DIFFERENCE, s.change < 0, -abs(s.change)))
    return max(found, key=lambda shift: (shift.all_low, shift.all_n), default=None)


def _about_change(shift: Shift) -> str:
    name, low = shift.line.name, shift.line.low_word
    before = moments_in_words(shift.line.before)
    still = "nog " if shift.change < 0 else ""
    then = f"op {low}, bij {before} waren dat er {shift.was_low}"
    if shift.change > 0 and shift.state == State.DIFFERENCE:
        told = (
            f"{dutch.count_of(shift.low, shift.n)} leerlingen zitten {then}"
            if shift.n == shift.all_n
            else f"van de {_of_both(shift)} zitten er {shift.low} {then}"
        )
        return f"**{name} vraagt aandacht**: {told}."
    told = (
        f"zitten {still}{dutch.count_of(shift.low, shift.n)} leerlingen {then}"
        if shift.n == shift.all_n
        else f"zitten van de {_of_both(shift)} er {still}{shift.low} {then}"
    )
    chance = "" if shift.state == State.DIFFERENCE else "; dat verschil kan toeval zijn"
    return f"Bij **{name.lower()}** {told}{chance}."


def _of_both(shift: Shift) -> str:
    """ "22 leerlingen met M5 en E5": a change is told about the same pupils only."""
    moments = [moments_in_words(shift.line.before), moments_in_words(shift.line.moments)]
    return f"{_pupils(shift.n)} met {dutch.listing(moments)}"


def _about_falls(group: Overview) -> str:
    falls = group.cells[group.cells["change"] == State.DECLINE]["pupil_id"].nunique()
    if not falls:
        return ""
    who = f"{falls}{dutch.NO_BREAK}{'leerling' if falls == 1 else 'leerlingen'}"
    return f"Bij **{who}** daalde een score meer dan de meetfout."


def _about_missing(group: Overview) -> str:
    missing = len(group.missing)
    if not missing:
        return ""
    verb = "ontbreekt" if missing == 1 else "ontbreken"
    what = dutch.plural(missing, "resultaat", "resultaten")
    moments = set(group.missing["line_moment"])
    of = (
        f" van {moments_in_words(group.moments)}"
        if moments <= set(group.moments.split("/"))
        else ""
    )
    return f"Er {verb} **{what}**{of}."


def _more_or_fewer(shift: Shift) -> str:
    count = dutch.plural(abs(shift.change), "leerling", "leerlingen")
    return f"kwamen er {count} bij" if shift.change > 0 else f"zitten {count} minder"


def _before(found: Sequence[Shift]) -> str:
    moments = dict.fromkeys(shift.line.before for shift in found if shift.line.before)
    return moments_in_words(next(iter(moments), "het vorige moment"))


def _pupils(count: int) -> str:
    return f"{count}{dutch.NO_BREAK}{'leerling' if count == 1 else 'leerlingen'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
