"""`python -m ibdash bench`: measures intake, pages and, on request, drawing in the browser."""

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ibdash.bench import (
    export_speed,
    figures,
    intake_speed,
    page_speed,
    reading_speed,
    robust,
    signal_speed,
)
from ibdash.bench.child import Place
from ibdash.bench.figures import Section
from ibdash.bench.scale import FULL, SMALL, Scale
from ibdash.domain import school_year
from ibdash.errors import IbdashError
from ibdash.settings import Settings
from ibdash.views import dutch


def run(settings: Settings, today: date, *, browser: bool, small: bool) -> int:
    """Prints one table, on stdout; the exit code is 0, whatever the figures are.

    Works in a folder of its own under `settings.data`, removed afterwards; the store of the
    settings is not touched.  Raises IbdashError where it cannot measure at all.
    """
    _check_platform()
    scale = SMALL if small else FULL
    settings.data.mkdir(parents=True, exist_ok=True)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=settings.data) as folder:
        place = Place(settings, Path(folder))
        sections = _all(place, today, scale, browser=browser)
    print(_about(today, scale, before))
    print(figures.table(sections))
    return 0


def _check_platform() -> None:
    if sys.platform != "linux":
        raise IbdashError(
            "Meten kan alleen op Linux",
            "De meting leest geheugen en processortijd uit /proc",
            "Voer haar uit op een Linux-computer",
        )


def run_samples(settings: Settings, samples: Sequence[Path], *, small: bool) -> int:
    """Prints how fast samples of XML are read, and what came of damaged copies of all samples.

    Raises IbdashError for a sample that cannot be read.
    """
    _check_platform()
    for path in samples:
        if not path.is_file():
            raise IbdashError(
                "Een voorbeeldbestand is er niet", f"{path.name} is geen bestand", "Kies een ander"
            )
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=settings.data) as folder:
        place = Place(settings, Path(folder))
        damage = robust.in_own_process(place, samples, 200 if small else 2_000)
    print(figures.table([reading_speed.measure(samples, 200 if small else 20_000), damage.section]))
    for told in damage.told:
        print(told)
    return 0


def _all(place: Place, today: date, scale: Scale, *, browser: bool) -> list[Section]:
    # The three school years before this one: all moments lie in the past.
    year = school_year.start_year(school_year.of(today)) - 3
    files = intake_speed.make_files(
        place, f"{scale.schools} scholen", scale.schools, scale.pupils, year
    )
    store = files.store.with_name("ibdash.duckdb")
    sections = intake_speed.measure(place, files, store, scale)
    of_one = intake_speed.make_files(place, "1 school", 1, scale.pupils, year)
    intake_speed.take_in(place, of_one.store, of_one.results)
    sections += export_speed.measure(place, of_one.store, store)
    sections += signal_speed.measure(place, date(year + 1, 7, 1), of_one.store, store)
    sections += page_speed.measure(place, of_one.store, store, scale)
    if browser:
        from ibdash.bench import drawing

        sections += drawing.measure(place, store, scale)
    return sections


def _about(today: date, scale: Scale, load: float) -> str:
    cores = dutch.plural(os.cpu_count() or 1, "kern", "kernen")
    loads = f"{dutch.number(load, 1)} vooraf en {dutch.number(os.getloadavg()[0], 1)} achteraf"
    return (
        f"Gemeten op {dutch.day(today)}: {cores}, belasting {loads}. "
        f"{dutch.number(scale.results)} resultaten van {scale.schools} scholen.\n"
    )
