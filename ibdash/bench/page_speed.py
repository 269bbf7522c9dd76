"""Server time of every page at one school and at many, beside its own SQL and an empty page."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ibdash.bench.child import Place
from ibdash.bench.figures import Figure, Section
from ibdash.bench.scale import Scale

# From the card of the first milestone.
_WARM = "≤ 150 ms en ≤ 1,5× één school"
_FIRST = "≤ 1.500 ms"


@dataclass(frozen=True)
class Page:
    """Medians of one page on one store, in milliseconds.

    warm: nothing changed since the run before.  cold: every question asked anew.  sql: the part
    of cold that its questions took, of which `slowest` the most.
    """

    name: str
    warm: float
    cold: float
    sql: float
    slowest: str


@dataclass(frozen=True)
class Timed:
    """All pages on one store, an empty page in the same process, and fresh processes."""

    pages: tuple[Page, ...]
    empty: float
    first: float


def measure(place: Place, one: Path, many: Path, scale: Scale) -> list[Section]:
    """one, many: the stores of one school and of `scale.schools`."""
    at_one, at_many = (timed(place, store, scale) for store in (one, many))
    return sections_of(at_one, at_many, scale.schools)


def sections_of(at_one: Timed, at_many: Timed, schools: int) -> list[Section]:
    """The same figures of both stores side by side."""
    value, beside = f"{schools} scholen", "1 school"

    def rows(of: Callable[[Page], float], target: str = "", *, named: bool = False) -> list[Figure]:
        return [
            Figure(
                f"{page.name} ({page.slowest})" if named else page.name,
                *(of(page), "ms", of(other), target),
            )
            for page, other in zip(at_many.pages, at_one.pages, strict=True)
        ]

    warm = [
        *rows(lambda page: page.warm, _WARM),
        Figure("lege Streamlit-pagina", at_many.empty, "ms", at_one.empty),
        Figure("eerste pagina na een start", at_many.first, "ms", at_one.first, _FIRST),
    ]
    cold = rows(lambda page: page.cold)
    sql = rows(lambda page: page.sql, named=True)
    return [
        Section("Servertijd, niets veranderd", value, beside, tuple(warm)),
        Section("Servertijd, alles opnieuw gevraagd", value, beside, tuple(cold)),
        Section("Daarvan eigen SQL (traagste vraag)", value, beside, tuple(sql)),
    ]


def timed(place: Place, store: Path, scale: Scale) -> Timed:
    """Runs all pages on a store in one process, and its first page in fresh ones."""
    print(f"Pagina's, {store.parent.name} …", file=sys.stderr, flush=True)
    answer = json.loads(place.python(store, "ibdash.bench.page_runs", str(scale.runs)).output)
    # The pages before have compiled what a start needs.
    starts = [
        float(place.python(store, "ibdash.bench.first_page").output) for _ in range(scale.starts)
    ]
    return Timed(tuple(_page(page) for page in answer["pages"]), _ms(answer["empty"]), _ms(starts))


def _page(page: dict[str, Any]) -> Page:
    runs: list[dict[str, float]] = page["questions"]
    per_question = {name: _ms([run.get(name, 0.0) for run in runs]) for name in runs[0]}
    return Page(
        page["name"],
        _ms(page["warm"]),
        _ms(page["cold"]),
        _ms([sum(run.values()) for run in runs]),
        max(per_question, key=lambda name: per_question[name]),
    )


def _ms(seconds: list[float]) -> float:
    return 1000 * median(seconds)
