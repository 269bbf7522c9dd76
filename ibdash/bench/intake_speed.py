"""A whole intake of results against DuckDB's own reading of the same file, pair by pair."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ibdash.bench.child import Place, Used
from ibdash.bench.figures import Figure, Section
from ibdash.bench.scale import Scale

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


def make_files(place: Place, name: str, schools: int, pupils: int, year: int) -> Files:
    """Writes the files in a folder of this name and takes the pupils in.

    year: in which the first of three school years begins.
    """
    folder = place.folder / name
    folder.mkdir()
    files = Files(folder / "leerlingen.csv", folder / "resultaten.csv", folder / "pupils.duckdb")
    place.python(
        files.store,
        *("ibdash.bench.result_file", str(files.pupils), str(files.results)),
        *(str(schools), str(pupils), str(year)),
    )
    take_in(place, files.store, files.pupils)
    return files


def take_in(place: Place, store: Path, file: Path) -> Used:
    """`python -m ibdash import FILE` into this store."""
    return place.python(store, "ibdash", "import", str(file))


def measure(place: Place, files: Files, into: Path, scale: Scale) -> list[Section]:
    """Takes the results in, so many times, each time after DuckDB read the same file.

    into: the store that the last intake leaves.
    """
    raw: list[Used] = []
    new: list[Used] = []
    again: list[Used] = []
    for number in range(scale.rounds):
        print(f"Intake, ronde {number + 1} van {scale.rounds} …", file=sys.stderr, flush=True)
        raw.append(_raw(place, files))
        shutil.copy(files.store, into)
        new.append(take_in(place, into, files.results))
        again.append(take_in(place, into, files.results))
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


def _raw(place: Place, files: Files) -> Used:
    store = files.results.with_name("raw.duckdb")
    threads = place.settings.threads or os.cpu_count() or 1
    try:
        return place.python(
            store, "ibdash.bench.raw_table", str(files.results), str(store), str(threads)
        )
    finally:
        store.unlink(missing_ok=True)
