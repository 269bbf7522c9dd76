"""A demo school on disk, read back with plain readers."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

TODAY = date(2026, 11, 24)


@cache
def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@cache
def _school(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


@dataclass(frozen=True)
class Demo:
    """The files of one demo school as a reader sees them."""

    today: date
    paths: tuple[Path, ...]

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of the tables whose file name begins with this, in the order of the files."""
        wanted = [p for p in self.paths if p.suffix == ".csv" and p.name.startswith(name)]
        return [row for path in wanted for row in _rows(path)]

    def results(self, **wanted: str) -> list[dict[str, str]]:
        """The result rows in which these columns have these values."""
        rows = self.table("resultaten")
        return [row for row in rows if all(row[name] == value for name, value in wanted.items())]

    def schools(self) -> list[etree._Element]:
        """The EDEXML files, oldest school year first."""
        return [_school(path) for path in self.paths if path.suffix == ".xml"]

    def group_of(self) -> dict[str, str]:
        """The name of the home group now, by pupil key; without the pupil who has none."""
        now = self.schools()[-1]
        names = {
            group.get("key"): group.findtext("naam") for group in now.iterfind("groepen/groep")
        }
        return {
            pupil.get("key"): names[home.get("key")]
            for pupil in now.iterfind("leerlingen/leerling")
            if (home := pupil.find("groep")) is not None
        }


def pupils_in(school: etree._Element) -> list[etree._Element]:
    """The pupils of one EDEXML file."""
    return list(school.iterfind("leerlingen/leerling"))
