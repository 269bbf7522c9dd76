"""The rules over everything, on one day: a whole process."""

from datetime import date
from pathlib import Path

from ibdash.bench.child import Place
from ibdash.bench.figures import Figure, Section

_MIB = 1024 * 1024


def measure(place: Place, today: date, one_school: Path, all_schools: Path) -> list[Section]:
    """`python -m ibdash signals` of both stores; the target is for all schools."""
    figures = []
    for what, store, target in (
        ("1 school", one_school, ""),
        ("alle scholen", all_schools, "≤ 10 s"),
    ):
        used = place.python(store, "ibdash", "signals", "--today", today.isoformat(), "--json")
        lines = used.output.count("\n")
        figures += [
            Figure(f"{what}: tijd ({lines} signalen)", used.seconds, "s", target=target),
            Figure(f"{what}: piekgeheugen", used.peak_bytes / _MIB, "MiB"),
        ]
    return [Section("Signalen van een dag", "ibdash", "", tuple(figures))]
