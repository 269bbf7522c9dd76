"""Writes the demo school and takes it in by the intake of a real school, into its own store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ibdash import intake
from ibdash.access import person_of
from ibdash.demo.school import write_demo
from ibdash.intake import Options, Report
from ibdash.settings import Settings
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store


def demo_store(settings: Settings) -> Path:
    """Where the demo lives: never in the school's own store."""
    return settings.data / "demo" / "demo.duckdb"


def demo_settings(settings: Settings) -> Settings:
    """The same settings for the demo's store, which holds no real pupil and needs no key.

    Its folder for temporary files is its own, because opening a store empties that folder.
    """
    return replace(settings, store=demo_store(settings), data=settings.data / "demo", key="")


def load_demo(
    settings: Settings,
    today: date,
    *,
    seed: int = 1,
    schools: int = 1,
    pupils: int = 240,
    progress: Callable[[str], None] = lambda words: None,
    store: Store | None = None,
) -> list[Report]:
    """Writes the files under `data/demo/` and takes each in; returns their reports in order.

    today: the day on which the demo plays.  store: the demo's store where it is open already, so
    that the app can load it without letting go of the file.
    """
    progress("De demoschool maken")
    for old in (
        *demo_store(settings).parent.glob("*.csv"),
        *demo_store(settings).parent.glob("*.xml"),
    ):
        old.unlink()
    files = write_demo(settings.data / "demo", today, seed=seed, schools=schools, pupils=pupils)
    own = demo_settings(settings)
    opened = store or open_store(own)
    reports = []
    try:
        for number, path in enumerate(files, start=1):
            progress(f"Overnemen: {path.name} ({number} van de {len(files)})")
            reports.append(
                intake.apply(
                    opened,
                    SourceFile(path.name, path.read_bytes()),
                    who=person_of(own),
                    settings=own,
                    options=Options(confirmed=True),
                    today=today,
                )
            )
    finally:
        if store is None:
            opened.close()
    return reports


def remove_demo(settings: Settings) -> None:
    """Removes the demo's store, to make it anew; raises StoreUnusable while it is in use."""
    own = demo_settings(settings)
    if own.store.exists():
        open_store(own).close()
        own.store.unlink()


def summary(settings: Settings, reports: list[Report]) -> str:
    """One Dutch sentence about what was taken in, and where it is."""
    new = {
        kind: sum(report.counts[kind].new for report in reports if kind in report.counts)
        for kind in ("pupil", "result", "plan")
    }
    return (
        f"De demoschool staat klaar in {demo_store(settings)}: {new['pupil']} leerlingen,"
        f" {new['result']} resultaten en {new['plan']} plannen."
    )
