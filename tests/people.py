"""A fixed today and small stores for all tests, made by the production path."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ibdash import intake
from ibdash.access import Person
from ibdash.intake import Options, Report
from ibdash.settings import Settings, load
from ibdash.sources.reading import SourceFile
from ibdash.store import Store

TODAY = date(2026, 2, 9)
IB = Person("Ina Fictief", "ib")
NOBODY = Person("Onbekend", "nobody")


def settings_in(folder: Path, **changes: object) -> Settings:
    """The default settings with store and data inside `folder`, untouched by the environment."""
    return replace(load(folder, {}), **changes)  # type: ignore[arg-type]


def taken_in(
    store: Store, folder: Path, name: str, content: str | bytes, options: Options | None = None
) -> Report:
    """Takes one file in through the intake, as the program does."""
    data = content.encode() if isinstance(content, str) else content
    return intake.apply(
        store,
        SourceFile(name, data),
        who=IB,
        settings=settings_in(folder),
        options=options or Options(),
    )
