"""Server time of every page at one school and at many, beside its own SQL and an empty page."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from ibdash.bench import child
from ibdash.bench.figures import Figure, Section
from ibdash.bench.scale import Scale
from ibdash.settings import Settings

# From the card of the first milestone.
_WARM = "≤ 150 ms; ≤ 1,5× één school"
_FIRST = "≤ 1.500 ms"


def measure(settings: Settings, one: Path, many: Path, scale: Scale) -> list[Section]:
    """one, many: the stores of one school and of `scale.schools`, each in a folder of its own."""
    runs = [_runs(settings, store, scale.runs) for store in (many, one)]
    starts = [_starts(settings, store, scale.starts) for store in (many, one)]
    value, beside = f"{scale.schools} scholen", "1 school"
    warm = [_figure(page["name"], runs, number, _warm) for number, page in _pages(runs)]
    cold = [_figure(page["name"], runs, number, _cold) for number, page in _pages(runs)]
    sql = [
        _figure(f"{page['name']} ({_slowest(page)})", runs, number, _sql)
        for number, page in _pages(runs)
    ]
    empty = Figure(
        "lege Streamlit-pagina", *(_ms(of["empty"]) for of in runs[:1]), "ms", _ms(runs[1]["empty"])
    )
    first = Figure("eerste pagina na een start", _ms(starts[0]), "ms", _ms(starts[1]), _FIRST)
    return [
        Section("Pagina op de server, niets veranderd", value, beside, (*warm, empty, first)),
        Section("Pagina op de server, alles opnieuw gevraagd", value, beside, tuple(cold)),
        Section("Waarvan eigen SQL (traagste vraag)", value, beside, tuple(sql)),
    ]
