"""Gives the intake damaged copies of files, and says what came of them.

Run as a process of its own: `python -m ibdash.bench.robust COUNT SEED FILE...`, because what
is asked is also how much memory it takes.
"""

import json
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ibdash import intake
from ibdash.access import Person
from ibdash.bench.child import Place
from ibdash.bench.figures import Figure, Section
from ibdash.bench.mutations import damaged
from ibdash.intake import Options, Report
from ibdash.questions import all_questions, ask
from ibdash.settings import Settings, load
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store

_WHO = Person("meting", "ib")
_TODAY = date(2026, 2, 9)
_KIB = 1024


def measure(files: Sequence[tuple[str, bytes]], count: int, seed: int) -> dict[str, object]:
    """What came of `count` damaged copies, spread over the files, taken in one after another.

    states: how many were taken in, refused ...; faults: kind of damage and class of every error
    that is no sentence, with where it came from; silent: refusals without a sentence; broken:
    checks of the store that fail at the end; peak_bytes: of the whole process.
    """
    states: Counter[str] = Counter()
    faults: list[str] = []
    silent: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(load(Path(folder), {}), max_file_mb=64, max_rows=200_000)
        store = open_store(settings)
        # Whole first, so that damaged results meet pupils who are known.
        for name, content in files:
            _apply(store, settings, name, content)
        for number, (name, content) in enumerate(files):
            share = count // len(files) + (number < count % len(files))
            for kind, copy in damaged(content, share, seed + number):
                try:
                    report = _apply(store, settings, name, copy)
                except Exception as error:
                    place = traceback.extract_tb(error.__traceback__)[-1]
                    where = f"{Path(place.filename).name}:{place.lineno}"
                    faults.append(f"{name}, {kind}: {type(error).__name__} in {where}")
                    continue
                states[report.state] += 1
                if report.state in ("refused", "waiting") and not (report.title and report.text):
                    silent.append(f"{name}, {kind}")
        broken = _broken(store)
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB
    return {
        "states": dict(states),
        "faults": faults,
        "silent": silent,
        "broken": broken,
        "peak_bytes": peak,
    }


@dataclass(frozen=True)
class Outcome:
    """The figures, and a line for everything that should not have happened."""

    section: Section
    told: tuple[str, ...]


def in_own_process(place: Place, samples: Sequence[Path], count: int) -> Outcome:
    """The same measurement in a process of its own, as figures."""
    paths = [str(path.resolve()) for path in samples]
    ran = place.python(
        place.folder / "robust.duckdb", "ibdash.bench.robust", str(count), "1", *paths
    )
    found = json.loads(ran.output)
    states = found["states"]
    taken = states.get("applied", 0) + states.get("unchanged", 0)
    section = Section(
        "Beschadigde bestanden",
        "ibdash",
        "",
        (
            Figure("kopieën", count, ""),
            Figure("overgenomen (soms zonder de beschadigde regels)", taken, ""),
            Figure("geweigerd, of er is een keuze nodig", sum(states.values()) - taken, ""),
            Figure("zonder zin geweigerd", len(found["silent"]), "", target="0"),
            Figure("fouten van het programma", len(found["faults"]), "", target="0"),
            Figure("piekgeheugen", found["peak_bytes"] / 2**20, "MiB", target="hoogstens 1.024"),
        ),
    )
    return Outcome(section, (*found["faults"], *found["silent"], *found["broken"]))


def _apply(store: Store, settings: Settings, name: str, content: bytes) -> Report:
    return intake.apply(
        store,
        SourceFile(name, content),
        who=_WHO,
        settings=settings,
        options=Options(confirmed=True),
        today=_TODAY,
    )


def _broken(store: Store) -> list[str]:
    checks = [asked.name for asked in all_questions() if asked.name.startswith("check/")]
    return [name for name in checks if ask(store, name, who=_WHO).num_rows]


def main(given: Sequence[str]) -> int:
    """Prints what came of it as one JSON object."""
    count, seed, *paths = given
    files = [(Path(path).name, Path(path).read_bytes()) for path in paths]
    print(json.dumps(measure(files, int(count), int(seed))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
