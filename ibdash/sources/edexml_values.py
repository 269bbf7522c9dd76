"""Single values of EDEXML: text, key, day, code; what cannot be used becomes a remark."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from lxml import etree

from ibdash.domain import year_groups
from ibdash.errors import FileRefused
from ibdash.sources.edexml_codes import GENDERS, KNOWN_ELEMENTS, ROLES
from ibdash.sources.edexml_xml import children, line_of, local
from ibdash.sources.reading import Remark, Severity

Fields = Mapping[str, etree._Element]

UNKNOWN = "?"
# Names and keys are at most 70 and 64 characters by the XSD, an ECK iD under 256, and free texts
# (a role, a version) 256; anything far beyond is no value but damage.
_LONGEST = 500
_ZONED_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})")
_EARLIEST, _LATEST = 1900, 2100
_CODE = re.compile(r"[A-Za-z0-9]{1,4}")
_CORRECT_AT_SOURCE = "Verbeter het in uw leerlingadministratie en maak de export opnieuw"


class Values:
    """Reads values of one file and writes its remarks.

    Values are stripped, white space inside them becomes one space, and "?" or nothing is None.
    Numbers that identify a citizen are never asked for here.  remedy: where a value is put right.
    """

    def __init__(
        self, file_name: str, remarks: list[Remark], remedy: str = _CORRECT_AT_SOURCE
    ) -> None:
        self._file_name = file_name
        self._remarks = remarks
        self._remedy = remedy

    def remark(
        self, line: int, severity: Severity, text: str, remedy: str = "", kind: str = ""
    ) -> None:
        """Adds a remark; see sources/reading.py for its parts."""
        self._remarks.append(Remark(line, severity, text, remedy, kind))

    def children(self, element: etree._Element) -> Fields:
        """The children by name; of a repeated one the first, with a warning."""
        named = children(element)
        if len(named) < len(element):
            times = Counter(local(child.tag) for child in element)
            repeated = [name for name in times if times[name] > 1 and name in KNOWN_ELEMENTS]
            for name in repeated:
                self.remark(
                    line_of(element),
                    "warning",
                    f"{name} staat er meer dan één keer; de eerste is gebruikt",
                    self._remedy,
                )
        return named

    def text(self, fields: Fields, name: str) -> str | None:
        """The text of a child, or None."""
        element = fields.get(name)
        return None if element is None else self.text_of(element)

    def text_of(self, element: etree._Element) -> str | None:
        """The text of an element, or None; what is absurdly long is dropped with a warning."""
        raw = element.text
        if not raw:
            return None
        value = " ".join(raw.split())
        if len(value) > _LONGEST:
            name = local(element.tag)
            self.remark(
                line_of(element),
                "warning",
                f"{name} is veel te lang; niet overgenomen",
                self._remedy,
            )
            return None
        return value if value and value != UNKNOWN else None

    def key(self, element: etree._Element, attribute: str = "key") -> str | None:
        """An attribute that identifies; spaces around it do not count."""
        value = (element.get(attribute) or "").strip()
        return value if value and len(value) <= _LONGEST else None

    def day(self, fields: Fields, name: str, latest: date | None = None) -> date | None:
        """A day, with or without a time zone; no day, or one after `latest`, is dropped."""
        raw = self.text(fields, name)
        if raw is None:
            return None
        problem = "is geen datum"
        try:
            value = parse_day(raw)
        except ValueError:
            pass
        else:
            if latest is None or value <= latest:
                return value
            problem = "ligt na de peildatum"
        self.remark(
            line_of(fields[name]),
            "warning",
            f"{name} {problem}; niet overgenomen",
            self._remedy,
        )
        return None

    def gender(self, fields: Fields) -> str | None:
        """m, v or None (unknown, not specified, or a code that does not exist)."""
        raw = self.text(fields, "geslacht")
        if raw is not None and raw not in GENDERS:
            self.remark(
                line_of(fields["geslacht"]),
                "warning",
                "geslacht heeft een onbekende code; niet overgenomen",
                self._remedy,
            )
        return GENDERS.get(raw) if raw else None

    def year_group(self, fields: Fields) -> str | None:
        """A code of domain/year_groups.py; any other refuses the file."""
        raw = self.text(fields, "jaargroep")
        if raw is None or raw in year_groups.NAMES:
            return raw
        code = raw.upper()
        if code in year_groups.NAMES:
            return code
        line = line_of(fields["jaargroep"])
        # A damaged file may hold data where a code should be; only a code is quoted.
        shown = f"jaargroep {raw}" if _CODE.fullmatch(raw) else "een jaargroep"
        raise FileRefused(
            "Een jaargroep bestaat niet",
            f"{self._file_name}: {shown} op regel {line} bestaat niet; er is niets overgenomen",
            self._remedy,
        )

    def roles(self, element: etree._Element) -> tuple[list[str], list[str]]:
        """The role codes of the list and the free texts among the children of an element."""
        codes: list[str] = []
        texts: list[str] = []
        for child in element:
            name = local(child.tag)
            if name not in ("rol", "rolomschrijving"):
                continue
            value = self.text_of(child)
            if value is None:
                continue
            if name == "rol" and value.upper() in ROLES:
                codes.append(value.upper())
                continue
            texts.append(value)
            if name == "rol":
                self.remark(
                    line_of(child), "info", "rol heeft een onbekende code; bewaard als tekst"
                )
        return list(dict.fromkeys(codes)), list(dict.fromkeys(texts))

    def settle(
        self, lines: Sequence[int], contents: Sequence[object], kind: str, what: str
    ) -> bool:
        """Whether the first of several records with one key stands.

        Equal: it does, and the others are remarked.  Different: none of them does.
        what: the record in Dutch, as a subject ("Deze leerling").
        """
        numbers = " en ".join(str(line) for line in lines[:5])
        if all(content == contents[0] for content in contents[1:]):
            for line in lines[1:]:
                self.remark(
                    line,
                    "warning",
                    f"{what} staat meer keren gelijk in het bestand (regel {numbers}); "
                    "de eerste is gebruikt",
                )
            return True
        for line in lines:
            self.remark(
                line,
                "refused",
                f"{what} staat meer keren en verschillend in het bestand (regel {numbers}); "
                "geen ervan is overgenomen",
                self._remedy,
                kind,
            )
        return False


def parse_day(text: str) -> date:
    """A day of EDEXML (xs:date): 2014-09-07, with or without a zone; raises ValueError."""
    if len(text) != 10:
        zoned = _ZONED_DAY.fullmatch(text)
        if not zoned:
            raise ValueError
        text = zoned[1]
    # fromisoformat also takes weeks ("2014-W36-7"), which no exporter means.
    if text[4] != "-" or text[7] != "-":
        raise ValueError
    day = date.fromisoformat(text)
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValueError
    return day
