"""Single values of an OSO dossier: text, day, number, yes or no; what is unusable is a remark."""

import re
from datetime import date

from ibdash.domain import school_year as school_years
from ibdash.domain import year_groups
from ibdash.errors import ValueNotUnderstood
from ibdash.sources.edexml_values import parse_day
from ibdash.sources.oso_xml import Node
from ibdash.sources.reading import Remark, Severity

ASK_AGAIN = "Vraag de vorige school om een verbeterd dossier"
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
# Codelijst 13 of OSO has a toddlers' group P beside the codes that it shares with EDEXML.
_YEAR_GROUPS = {**{code: code for code in year_groups.NAMES}, "P": "0"}


class Values:
    """Reads the values of one dossier and writes its remarks.

    A missing element, like an empty one, is None.
    """

    def __init__(self, remarks: list[Remark]) -> None:
        self._remarks = remarks

    def remark(
        self, line: int, severity: Severity, text: str, remedy: str = "", kind: str = ""
    ) -> None:
        """Adds a remark; see sources/reading.py for its parts."""
        self._remarks.append(Remark(line, severity, text, remedy, kind))

    def text(self, node: Node | None, *path: str) -> str | None:
        """The text at a path below an element."""
        found = node.first(*path) if node else None
        if found is None:
            return None
        if found.is_too_long:
            self._drop(found, "is veel te lang")
        return found.text

    def day(self, node: Node | None, *path: str) -> date | None:
        """A day, with or without a time zone."""
        raw = self.text(node, *path)
        if raw is None:
            return None
        try:
            return parse_day(raw)
        except ValueError:
            self._drop(_found(node, path), "is geen datum")
        return None

    def number(self, node: Node | None, *path: str) -> float | None:
        """A number, with a point or a comma."""
        raw = self.text(node, *path)
        if raw is None:
            return None
        if _NUMBER.fullmatch(raw):
            return float(raw.replace(",", "."))
        self._drop(_found(node, path), "is geen getal")
        return None

    def count(self, node: Node | None, *path: str) -> int | None:
        """A whole number of at least 0."""
        value = self.number(node, *path)
        if value is None:
            return None
        if value >= 0 and value == int(value) and value < 2**31:
            return int(value)
        self._drop(_found(node, path), "is geen aantal")
        return None

    def flag(self, node: Node | None, *path: str) -> bool | None:
        """Yes or no as XML writes it."""
        raw = self.text(node, *path)
        if raw is None:
            return None
        if raw.casefold() in _FLAGS:
            return _FLAGS[raw.casefold()]
        self._drop(_found(node, path), "is geen ja of nee")
        return None

    def year_group(self, node: Node | None, *path: str) -> str | None:
        """A code of domain/year_groups.py."""
        raw = self.text(node, *path)
        if raw is None:
            return None
        code = _YEAR_GROUPS.get(raw.upper())
        if code is None:
            self._drop(_found(node, path), "bestaat niet")
        return code

    def school_year(self, node: Node | None, *path: str) -> str | None:
        """ "2015-2016"."""
        raw = self.text(node, *path)
        if raw is None:
            return None
        try:
            return school_years.parse(raw)
        except ValueNotUnderstood:
            self._drop(_found(node, path), "is geen schooljaar")
        return None

    def _drop(self, node: Node, problem: str) -> None:
        self.remark(node.line, "warning", f"{node.name} {problem}; niet overgenomen", ASK_AGAIN)


def _found(node: Node | None, path: tuple[str, ...]) -> Node:
    found = node.first(*path) if node else None
    assert found is not None, "only of an element that has a text"
    return found
