"""Instruction groups proposed for one learning line: each level once, the names behind it."""

from dataclasses import dataclass

import pandas as pd

from ibdash.domain import levels
from ibdash.domain.instruction_groups import Approach, Cuts, propose
from ibdash.views import dutch
from ibdash.views.group_missing import reason
from ibdash.views.group_overview import Line, Overview

APPROACHES: tuple[Approach, ...] = ("intensief", "basis", "verrijkt")


@dataclass(frozen=True)
class Group:
    """One proposed group: its approach and, per level from low to high, the names."""

    approach: Approach
    levels: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(names) for _, names in self.levels)


@dataclass(frozen=True)
class Proposal:
    """The groups of a line, the cut that was used in words, and who is in none of them."""

    line: Line
    groups: tuple[Group, ...]
    cut: str
    without: str


def cuts_of(intensive: str, enriched: str) -> Cuts:
    """The cuts of the settings, which name the levels ("IV V V- D E", "I I+ A").

    Per scale the highest of the first and the lowest of the second; unknown codes are passed over.
    """
    low, high = intensive.split(), enriched.split()
    return Cuts(
        {
            name: found[-1]
            for name, scale in levels.SCALES.items()
            if (found := [level.code for level in scale.levels if level.code in low])
        },
        {
            name: found[0]
            for name, scale in levels.SCALES.items()
            if (found := [level.code for level in scale.levels if level.code in high])
        },
    )


def proposal(group: Overview, line: Line, cuts: Cuts) -> Proposal:
    """The pupils of a line with a level of its moment, by proposed approach."""
    cells = group.of_line(line.code)
    scale = line.scale or ""
    counted = cells[cells["counts"]].sort_values(["rank", "place"])
    named = {
        str(level): tuple(names)
        for level, names in counted.groupby("level", sort=False)["short"].agg(tuple).items()
    }
    proposed = {level: propose(level, scale, cuts) for level in named}
    groups = tuple(
        Group(
            approach,
            tuple((level, names) for level, names in named.items() if proposed[level] == approach),
        )
        for approach in APPROACHES
    )
    has_cuts = any(proposed.values())
    return Proposal(
        line, groups if has_cuts else (), _cut(scale, cuts), _without(cells[~cells["counts"]])
    )


def _cut(scale: str, cuts: Cuts) -> str:
    low, high = cuts.intensive_up_to.get(scale), cuts.enriched_from.get(scale)
    if low is None and high is None:
        return "Voor deze niveauschaal zijn geen grenzen ingesteld"
    parts = [f"{dutch.level(low)} of lager is intensief"] if low else []
    parts += [f"{dutch.level(high)} of hoger is verrijkt"] if high else []
    return f"Grens: {', '.join(parts)}. Een voorstel: u beslist."


def _without(cells: pd.DataFrame) -> str:
    """ "2 leerlingen zonder niveau: Chloé H (ziek), Sem B (andere school)"."""
    cells = cells[cells["state"] != "empty"]
    if cells.empty:
        return ""
    why = (
        cells["reason"]
        .map(reason)
        .where(
            cells["state"].isin(["missing", "not_applicable"]),
            cells["text"].where(cells["text"] != "mist", ""),
        )
    )
    named = (cells["short"] + " (" + why + ")").tolist()
    count = dutch.plural(len(named), "leerling", "leerlingen")
    return f"{count} zonder niveau van dit moment: {', '.join(named)}"
