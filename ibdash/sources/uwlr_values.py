"""Single values of a UWLR message of results: those of EDEXML, and numbers."""

import re

from lxml import etree

from ibdash.sources.edexml_values import Fields
from ibdash.sources.edexml_values import Values as EdexmlValues
from ibdash.sources.edexml_xml import line_of, local
from ibdash.sources.reading import Remark

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_CORRECT_AT_SOURCE = "Verbeter het in uw toetssysteem en maak de export opnieuw"


class Values(EdexmlValues):
    """Reads values of one message and writes its remarks."""

    def __init__(self, file_name: str, remarks: list[Remark]) -> None:
        super().__init__(file_name, remarks, _CORRECT_AT_SOURCE)

    def number(self, fields: Fields, name: str) -> float | None:
        """A number, with a point or a comma; what is none is dropped with a warning."""
        raw = self.text(fields, name)
        if raw is None:
            return None
        if _NUMBER.fullmatch(raw):
            return float(raw.replace(",", "."))
        self.drop(fields[name], "is geen getal")
        return None

    def drop(self, element: etree._Element, problem: str) -> None:
        """Says that a value cannot be used; never the value."""
        self.remark(
            line_of(element),
            "warning",
            f"{local(element.tag)} {problem}; niet overgenomen",
            _CORRECT_AT_SOURCE,
        )
