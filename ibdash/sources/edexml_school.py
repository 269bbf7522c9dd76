"""The school block at the head of EDEXML and UWLR: which school, which year, true on which day."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from ibdash.domain import school_year
from ibdash.errors import FileRefused, ValueNotUnderstood
from ibdash.sources.edexml_codes import VERSIONS
from ibdash.sources.edexml_values import Fields, Values, parse_day
from ibdash.sources.edexml_xml import line_of, local
from ibdash.sources.reading import SourceFile

MAIN_LOCATION = "00"
# Four signs by the XSD; a school may be referred to with its location behind it.
_BRIN = re.compile(r"([0-9]{2}[A-Z]{2})([0-9]{2})?")
_LOCATION = re.compile(r"[0-9]{1,2}")
_VERSION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}")
_LENGTH_OF_DAY = len("2014-10-01")
# The element that holds the school block of a UWLR message -> what the message is called.
_UWLR = {
    "leerlinggegevens": "UWLR-leerlinggegevens",
    "leerresultaten_verzoek": "UWLR-resultaten",
}
# 2.2 only adds optional elements to 2.1 (UWLR_Leerresultaten_v2p2, history of changes).
_UWLR_VERSIONS = ("2.1", "2.2")


@dataclass(frozen=True, slots=True)
class School:
    """What the file says of itself.

    format: "EDEXML 2.1", "UWLR-resultaten 2.2".  brin and location: None where the file names no
    (valid) BRIN, as Flemish files do.  as_of: the day the data were true, or None.
    latest_birth: as_of, or the last day of the school year.
    """

    line: int
    format: str
    school_year: str
    brin: str | None
    location: str | None
    as_of: date | None

    @property
    def latest_birth(self) -> date:
        return self.as_of or school_year.last_day(self.school_year)


def read_school(element: etree._Element, values: Values, file: SourceFile) -> School:
    """The school block.

    Raises FileRefused without a school year of two consecutive years, and for a version of UWLR
    whose shape is not known.
    """
    fields = values.children(element)
    brin, location = _identity(fields, values, line_of(element))
    return School(
        line_of(element),
        _format(element, fields, values, file),
        _school_year(fields, values, element, file),
        brin,
        location,
        _as_of(fields, values),
    )


def _school_year(fields: Fields, values: Values, element: etree._Element, file: SourceFile) -> str:
    try:
        return school_year.parse(values.text(fields, "schooljaar") or "")
    except ValueNotUnderstood:
        line = line_of(fields.get("schooljaar", element))
    raise FileRefused(
        "Het schooljaar klopt niet",
        f"{file.name}: het schooljaar op regel {line} bestaat niet uit twee jaren na elkaar, "
        "zoals 2025-2026; er is niets overgenomen",
        "Kies bij het exporteren een schooljaar en maak de export opnieuw",
    )


def _identity(fields: Fields, values: Values, line: int) -> tuple[str | None, str | None]:
    written = values.text(fields, "brincode")
    found = _BRIN.fullmatch(written.upper()) if written else None
    if not found:
        if written:
            line = line_of(fields["brincode"])
        values.remark(
            line,
            "warning" if written else "info",
            "brincode heeft niet de vorm 99XX" if written else "Het bestand noemt geen BRIN",
            "Kies bij het overnemen zelf de school",
        )
        return None, None
    number = values.text(fields, "dependancecode") or found[2] or MAIN_LOCATION
    if _LOCATION.fullmatch(number):
        return found[1], number.zfill(2)
    values.remark(
        line_of(fields["dependancecode"]),
        "warning",
        "dependancecode bestaat niet uit twee cijfers; niet overgenomen",
        "Kies bij het overnemen zelf de vestiging",
    )
    return found[1], None


def _as_of(fields: Fields, values: Values) -> date | None:
    day = values.day(fields, "peildatum")
    made = values.text(fields, "aanmaakdatum")
    if day or not made:
        return day
    try:
        return parse_day(made[:_LENGTH_OF_DAY])
    except ValueError:
        values.remark(
            line_of(fields["aanmaakdatum"]), "warning", "aanmaakdatum is geen datum; niet gebruikt"
        )
        return None


def _format(element: etree._Element, fields: Fields, values: Values, file: SourceFile) -> str:
    written = values.text(fields, "xsdversie") or ""
    parent = element.getparent()
    message = _UWLR.get(local(parent.tag)) if parent is not None else None
    if message:
        return _uwlr_format(message, written, file)
    if written in VERSIONS:
        return f"EDEXML {VERSIONS[written]}"
    if not _VERSION.fullmatch(written):
        return "EDEXML"
    values.remark(
        line_of(fields["xsdversie"]),
        "info",
        f"EDEXML {written} is een andere versie dan 1.03, 2.0 of 2.1; gelezen als 2.1",
    )
    return f"EDEXML {written}"


def _uwlr_format(message: str, written: str, file: SourceFile) -> str:
    if not written:
        return message
    if written in _UWLR_VERSIONS:
        return f"{message} {written}"
    # A damaged file may hold data where a version should be; only a version is quoted.
    shown = f"versie {written}" if _VERSION.fullmatch(written) else "een andere versie"
    raise FileRefused(
        "Deze versie van UWLR kan niet worden overgenomen",
        f"{file.name} is {message} van {shown}; ibdash leest {' en '.join(_UWLR_VERSIONS)}, en"
        " er is niets overgenomen",
        "Vraag uw leverancier om UWLR 2.2",
    )
