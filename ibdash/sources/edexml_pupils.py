"""Pupils of an EDEXML file and the groups they sit in."""

from datetime import date
from typing import NamedTuple

from lxml import etree

from ibdash.domain import year_groups
from ibdash.sources.edexml_survey import Survey
from ibdash.sources.edexml_values import Fields, Values
from ibdash.sources.edexml_xml import line_of, local

DUMMY_KEY = "#"

PUPIL_COLUMNS = (
    "line",
    "pupil_key",
    "is_dummy_key",
    "eck_id",
    "call_name",
    "prefix",
    "family_name",
    "birth_date",
    "gender",
    "start_group_3",
    "entered_on",
    "left_on",
)
PLACEMENT_COLUMNS = ("line", "pupil_key", "group_key", "year_group", "is_home", "until_on")

PupilRow = tuple[
    int,
    str,
    bool,
    str | None,
    str | None,
    str | None,
    str | None,
    date | None,
    str | None,
    date | None,
    date | None,
    date | None,
]
PlacementRow = tuple[int, str, str | None, str | None, bool, date | None]


class Pupil(NamedTuple):
    """One pupil with the placements: the home one first, then one a composite group."""

    row: PupilRow
    placements: tuple[PlacementRow, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """All but the lines, to compare two records of one key."""
        return (self.row[1:], *(placement[1:] for placement in self.placements))


class Pupils:
    """Reads the pupils of one surveyed file.

    at_site: pupils with a site (vestiging).  without_own_year_group: pupils of a combination group
    whose own year group is missing.
    """

    def __init__(self, survey: Survey, values: Values) -> None:
        self._survey = survey
        self._values = values
        self._as_of = survey.school.as_of
        self._latest_birth = survey.school.latest_birth
        self.at_site = 0
        self.without_own_year_group = 0

    def read(self, element: etree._Element) -> Pupil | None:
        """One `leerling`, or None with a remark; raises FileRefused on an unknown year group."""
        values = self._values
        line = line_of(element)
        fields = values.children(element)
        key = values.key(element)
        call_name = values.text(fields, "roepnaam")
        family_name = values.text(fields, "achternaam")
        if key is None or not (call_name or family_name):
            self._refuse(line, "key" if key is None else "achternaam en geen roepnaam")
            return None
        entered_on = values.day(fields, "instroomdatum")
        left_on = values.day(fields, "uitstroomdatum")
        if entered_on and left_on and left_on < entered_on:
            values.remark(line, "warning", "uitstroomdatum ligt voor de instroomdatum")
        if "vestiging" in fields:
            self.at_site += 1
        row = (
            line,
            key,
            key.startswith(DUMMY_KEY),
            self._eck_id(element, line),
            call_name,
            values.text(fields, "voorvoegsel"),
            family_name,
            values.day(fields, "geboortedatum", self._latest_birth),
            values.gender(fields),
            values.day(fields, "start_ondw_jgr3"),
            entered_on,
            left_on,
        )
        return Pupil(row, self._placements(line, key, fields, self._until(left_on)))

    def _refuse(self, line: int, missing: str) -> None:
        self._values.remark(
            line,
            "refused",
            f"Deze leerling heeft geen {missing}",
            "Verbeter het in uw leerlingadministratie en maak de export opnieuw",
            "pupil",
        )

    def _until(self, left_on: date | None) -> date | None:
        """Who left before the day the data were true is no longer there."""
        return left_on if left_on and self._as_of and left_on < self._as_of else None

    def _eck_id(self, element: etree._Element, line: int) -> str | None:
        eck_id = self._values.key(element, "eckid")
        if eck_id in self._survey.shared_eck_ids:
            self._values.remark(
                line,
                "warning",
                "Dit ECK iD staat bij meer dan één leerling; niet overgenomen",
                "Vraag uw leverancier om de ECK iD's na te kijken",
            )
            return None
        return eck_id

    def _placements(
        self, line: int, key: str, fields: Fields, until_on: date | None
    ) -> tuple[PlacementRow, ...]:
        home = self._home_group(fields)
        year_group = self._values.year_group(fields)
        if year_group is None and home is not None:
            year_group = self._survey.groups.home[home]
            self.without_own_year_group += year_group == year_groups.COMBINATION
        placement = (line, key, home, year_group, True, until_on)
        composites = fields.get("samengestelde_groepen")
        if composites is None:
            return (placement,)
        return placement, *(
            (line, key, group, None, False, until_on) for group in self._composite(composites)
        )

    def _home_group(self, fields: Fields) -> str | None:
        reference = fields.get("groep")
        if reference is None:
            return None
        group = self._values.key(reference)
        if group in self._survey.groups.home:
            return group
        self._missing_group(reference, "de leerling is zonder groep overgenomen")
        return None

    def _composite(self, references: etree._Element) -> list[str]:
        groups: dict[str, None] = {}
        for reference in references:
            if local(reference.tag) != "samengestelde_groep":
                continue
            group = self._values.key(reference)
            if group in self._survey.groups.composite:
                groups[group] = None
            else:
                self._missing_group(reference, "die groep is overgeslagen")
        return list(groups)

    def _missing_group(self, reference: etree._Element, consequence: str) -> None:
        self._values.remark(
            line_of(reference),
            "warning",
            f"{local(reference.tag)} verwijst naar een groep die niet in het bestand staat; "
            f"{consequence}",
            "Maak de export opnieuw, met alle groepen",
        )
