"""The computed sentences of the page Groep (look.md 10, methods.md 5): counts, never praise.

`**…**` marks what is bold.  A change is only called one when it is more than two pupils and more
than chance; otherwise the counts stand there with that reservation.
"""

from dataclasses import dataclass

import pandas as pd

from ibdash.domain.limits import GROUP_SHOWN
from ibdash.domain.shares import share_difference_same_pupils
from ibdash.domain.state import State
from ibdash.views import dutch
from ibdash.views.group_overview import Line, Overview

# "2 pupils or fewer" is little change (look.md 10).
_LITTLE = 2
# Below so many comparisons chance alone gives hardly one.
_COMPARISONS_WORTH_A_NOTE = 20


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


def shifts(group: Overview) -> list[Shift]:
    """One per line with a rule for low levels and at least five levels now."""
    return [
        shift
        for line in group.lines
        if line.low_word and (shift := _shift(line, group.of_line(line.code))).all_n >= GROUP_SHOWN
    ]


def meta(group: Overview) -> str:
    """ "28 leerlingen · M6, januari 2026"."""
    count = dutch.plural(group.n, "leerling", "leerlingen")
    if group.on is None:
        return count
    moment = f"{group.moments}, {dutch.month_in_full(group.on)}"
    return f"{count} · {moment}" if group.is_of_year else f"{count} · laatste toetsen: {moment}"


def summary(group: Overview) -> str:
    """At most three short sentences: the lines, the falls, what is missing."""
    if group.is_untested:
        return (
            "In groep 1 en 2 worden geen toetsen afgenomen; daarom staan hier **geen niveaus**. "
            "Wel ziet u plaatsing, leeftijd, plannen en ondersteuning."
        )
    if not group.all_lines:
        return f"Er zijn nog **geen resultaten** van deze {_pupils(group.n)}."
    if group.n < GROUP_SHOWN:
        first = f"**{_capital(_pupils(group.n))}**: te weinig om iets over de groep te zeggen."
    else:
        first = _about_lines(shifts(group))
    return " ".join(part for part in (first, _about_falls(group), _about_missing(group)) if part)


def about_spread(group: Overview) -> str:
    """The sentence above the distributions."""
    found = shifts(group)
    told = [shift for shift in found if not shift.is_little]
    if not found:
        return "Te weinig leerlingen met een niveau om een verdeling te laten zien"
    if not any(shift.n for shift in found):
        return "Er is geen eerder moment om mee te vergelijken"
    if not told:
        return f"Er is weinig veranderd sinds {_before(found)}"
    parts = [
        f"bij {shift.line.name.lower()} {_more_or_fewer(shift)} op {shift.line.low_word}"
        for shift in sorted(told, key=lambda shift: -abs(shift.change))[:2]
    ]
    rest = ". De rest veranderde weinig" if len(told) < len(found) else ""
    chance = "; dat kan toeval zijn" if all(s.state != State.DIFFERENCE for s in told) else ""
    return f"{_capital(dutch.listing(parts))}{chance}{rest}"


def about_steps(group: Overview) -> str:
    """The note under the matrix: what the steps are, and how many are outside by chance."""
    told = int((group.cells["change"] != "").sum())
    steps = int(group.cells["step"].notna().sum())
    if not steps:
        return ""
    if not told:
        return "stap: verschil met het moment ervoor, in punten; meetfout niet aangeleverd"
    text = "stap: verschil met het moment ervoor, in punten; grijs: binnen de meetfout; "
    text += "vet: een daling buiten de meetfout"
    if told >= _COMPARISONS_WORTH_A_NOTE:
        chance = max(1, round(told * 0.05))
        text += (
            f". {dutch.number(told)} stappen vergeleken: hooguit zo'n {chance} "
            f"{'daling is' if chance == 1 else 'dalingen zijn'} er ook zonder oorzaak"
        )
    if told < steps:
        text += ". Stappen zonder meetfout staan in zwart"
    return text


def about_bound(group: Overview) -> str:
    """Where the error comes from, for "Waar komt dit vandaan?"."""
    cells = group.cells[group.cells["step"].notna()]
    if cells.empty or not cells["limit"].notna().any():
        return ""
    if not (cells["is_bound"] & cells["limit"].notna()).any():
        return "Meetfout: geleverd door de uitgever."
    return (
        "Meetfout: geleverd door de uitgever, en waar die ontbreekt een bovengrens, geschat uit de "
        "eerdere resultaten van deze school."
        if not cells["is_bound"].all()
        else "Meetfout niet geleverd; we rekenen met een bovengrens, geschat uit de eerdere "
        "resultaten van deze school."
    )


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


def _about_lines(found: list[Shift]) -> str:
    if not found:
        return ""
    moved = sorted(
        (shift for shift in found if not shift.is_little),
        # A change beyond chance first, a rise before a drop, then the largest.
        key=lambda s: (s.state != State.DIFFERENCE, s.change < 0, -abs(s.change)),
    )
    if moved:
        return _about_change(moved[0])
    most = max(found, key=lambda shift: (shift.all_low, shift.all_n))
    if most.all_low == 0:
        standing = f"Op **geen enkele leerlijn** zitten leerlingen op {most.line.low_word}."
    else:
        standing = (
            f"Op {most.line.low_word} zitten de meeste leerlingen bij "
            f"**{most.line.name.lower()}**: {dutch.count_of(most.all_low, most.all_n)}."
        )
    if not any(shift.n for shift in found):
        return standing
    return f"Er is **weinig veranderd** sinds {_before(found)}. {standing}"


def _about_change(shift: Shift) -> str:
    name = shift.line.name.lower()
    is_chance = "" if shift.state == State.DIFFERENCE else "; dat verschil kan toeval zijn"
    still = "nog " if shift.change < 0 else ""
    if shift.n == shift.all_n:
        counts = (
            f"zitten {still}{dutch.count_of(shift.low, shift.n)} leerlingen op "
            f"{shift.line.low_word}, bij {shift.line.before} waren dat er {shift.was_low}"
        )
    else:
        counts = (
            f"zitten van de {shift.n} leerlingen met beide toetsen er {still}{shift.low} op "
            f"{shift.line.low_word}, bij {shift.line.before} waren dat er {shift.was_low}"
        )
    if shift.change > 0 and not is_chance:
        # "14 van de 27 leerlingen zitten …", the order of look.md 10.
        verb, rest = counts.split(" ", 1)
        told = rest.replace(" leerlingen op", f" leerlingen {verb} op", 1)
        if shift.n != shift.all_n:
            told = counts
        return f"**{shift.line.name} vraagt aandacht**: {told}."
    return f"Bij **{name}** {counts}{is_chance}."


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
    of = f" van {group.moments}" if moments <= set(group.moments.split("/")) else ""
    return f"Er {verb} **{what}**{of}."


def _more_or_fewer(shift: Shift) -> str:
    count = dutch.plural(abs(shift.change), "leerling", "leerlingen")
    return f"kwamen er {count} bij" if shift.change > 0 else f"zitten {count} minder"


def _before(found: list[Shift]) -> str:
    moments = dict.fromkeys(shift.line.before for shift in found if shift.line.before)
    return next(iter(moments), "het vorige moment")


def _pupils(count: int) -> str:
    return f"{count}{dutch.NO_BREAK}{'leerling' if count == 1 else 'leerlingen'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
