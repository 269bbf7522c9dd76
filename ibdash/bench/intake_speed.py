"""A whole intake of results against DuckDB's own reading of the same file, pair by pair."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ibdash.bench import child
from ibdash.bench.child import Used
from ibdash.bench.figures import Figure, Section
from ibdash.bench.scale import Scale
from ibdash.settings import Settings

_MIB = 1024 * 1024
# From the card of the first milestone: half of raw DuckDB is aimed for, a quarter the least.
_HALF = "≥ 0,5 (minstens 0,25)"
_MEMORY = "< 1.431 MiB (1,5 GB)"


@dataclass(frozen=True)
class Files:
    """The files of some schools, and a store that holds the pupils only."""

    pupils: Path
    results: Path
    store: Path


def make_files(settings: Settings, folder: Path, schools: int, pupils: int, year: int) -> Files:
    """Writes the files and takes the pupils in.  year: in which the first school year begins."""
    folder.mkdir(parents=True)
    files = Files(folder / "leerlingen.csv", folder / "resultaten.csv", folder / "pupils.duckdb")
    child.python(
        [
            *("ibdash.bench.result_file", str(files.pupils), str(files.results)),
            *(str(schools), str(pupils), str(year)),
        ],
        os.environ,
    )
    take_in(settings, files.store, files.pupils)
    return files


def take_in(settings: Settings, store: Path, file: Path) -> Used:
    """`python -m ibdash import FILE` into this store."""
    environment = child.environment(settings, store.parent / "data", store)
    return child.python(["ibdash", "import", str(file)], environment)


def measure(settings: Settings, files: Files, into: Path, scale: Scale) -> list[Section]:
    """Takes the results in, so many times, each time after DuckDB read the same file.

    into: the store that the last intake leaves.
    """
    raw: list[Used] = []
    new: list[Used] = []
    again: list[Used] = []
    for number in range(scale.rounds):
        print(f"Intake, ronde {number + 1} van {scale.rounds} …", file=sys.stderr, flush=True)
        raw.append(_raw(settings, files))
        shutil.copy(files.store, into)
        new.append(take_in(settings, into, files.results))
        again.append(take_in(settings, into, files.results))
    return [
        _section("Intake van een nieuw bestand", "kale DuckDB", new, raw, scale.results, _HALF),
        _section("Hetzelfde bestand nog eens", "eerste keer", again, new, scale.results, "≥ 1"),
    ]


def _section(
    title: str, beside: str, runs: list[Used], others: list[Used], rows: int, target: str
) -> Section:
    """The best run of each by its time; the memory is that of the worst."""
    best, other = (min(of, key=lambda run: run.seconds) for of in (runs, others))
    peak, other_peak = (max(run.peak_bytes for run in of) / _MIB for of in (runs, others))
    figures = (
        Figure("resultaten per seconde", rows / best.seconds, "/s", rows / other.seconds, target),
        Figure("tijd van het hele proces", best.seconds, "s", other.seconds),
        Figure("CPU-tijd (user + sys)", best.cpu_seconds, "s", other.cpu_seconds),
        Figure("piekgeheugen", peak, "MiB", other_peak, _MEMORY),
    )
    return Section(title, "ibdash", beside, figures)


def _raw(settings: Settings, files: Files) -> Used:
    store = files.results.with_name("raw.duckdb")
    threads = settings.threads or os.cpu_count() or 1
    try:
        return child.python(
            ["ibdash.bench.raw_table", str(files.results), str(store), str(threads)], os.environ
        )
    finally:
        store.unlink(missing_ok=True)
