"""The first look at a whole EDEXML file: everything but its pupils, and which pupils repeat.

The groups and the repeated keys must be known before the first pupil is handed on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ibdash.errors import FileRefused
from ibdash.sources.edexml_school import School, read_school
from ibdash.sources.edexml_staff import Staff
from ibdash.sources.edexml_values import Values
from ibdash.sources.edexml_xml import Tally, line_of, records
from ibdash.sources.reading import Limits, SourceFile

# line, key, name, year group, is composite; the order of the columns of kind "group".
GroupRow = tuple[int, str, str, str | None, bool]


@dataclass
class Groups:
    """The groups that stand.  home: key -> year group.  composite: the keys."""

    rows: list[GroupRow] = field(default_factory=list)
    home: dict[str, str | None] = field(default_factory=dict)
    composite: set[str] = field(default_factory=set)


@dataclass
class Survey:
    """What the first pass found.

    pupils, sites: how many there are.  repeated: the number of times of each pupil key that stands
    there more than once.  shared_eck_ids: those that more than one pupil has.
    """

    school: School
    groups: Groups
    staff: Staff
    tally: Tally
    pupils: int
    sites: int
    repeated: dict[str, int]
    shared_eck_ids: set[str]
    has_eck_ids: bool


def survey(file: SourceFile, limits: Limits, values: Values) -> Survey:
    """Reads the whole file once.  Raises FileRefused when it is not a usable EDEXML file."""
    tally = Tally()
    schools: list[School] = []
    found_groups: dict[str, list[GroupRow]] = {}
    staff = Staff(values)
    times: dict[str, int] = {}
    eck_ids: dict[str, str | None] = {}
    shared_eck_ids: set[str] = set()
    count = {"leerling": 0, "groep": 0, "samengestelde_groep": 0, "leerkracht": 0, "vestiging": 0}

    def pupil(element: etree._Element) -> None:
        key = values.key(element)
        if key:
            times[key] = times.get(key, 0) + 1
        eck_id = values.key(element, "eckid")
        if eck_id and eck_ids.setdefault(eck_id, key) != key:
            shared_eck_ids.add(eck_id)

    def group(element: etree._Element, is_composite: bool) -> None:
        row = _group_row(element, is_composite, values)
        if row:
            found_groups.setdefault(row[1], []).append(row)

    take: dict[str, Callable[[etree._Element], None]] = {
        "leerling": pupil,
        "groep": lambda element: group(element, False),
        "samengestelde_groep": lambda element: group(element, True),
        "leerkracht": staff.read,
        "vestiging": lambda element: None,
    }
    for name, element in records(file, tally):
        if name == "school":
            schools.append(read_school(element, values, file))
            continue
        count[name] += 1
        if count[name] > limits.rows:
            raise _too_large(file)
        take[name](element)
    if not count["leerling"]:
        raise no_pupils(file)
    return Survey(
        _only(schools, file),
        _standing(found_groups, values),
        staff,
        tally,
        count["leerling"],
        count["vestiging"],
        {key: number for key, number in times.items() if number > 1},
        shared_eck_ids,
        bool(eck_ids),
    )


def _group_row(element: etree._Element, is_composite: bool, values: Values) -> GroupRow | None:
    line = line_of(element)
    key = values.key(element)
    if key is None:
        values.remark(
            line,
            "refused",
            "Deze groep heeft geen key",
            "Maak de export opnieuw",
            "group",
        )
        return None
    fields = values.children(element)
    name = values.text(fields, "naam")
    if name is None:
        values.remark(line, "warning", "Deze groep heeft geen naam; de key is als naam gebruikt")
    year_group = None if is_composite else values.year_group(fields)
    return line, key, name or key, year_group, is_composite


def _standing(found: dict[str, list[GroupRow]], values: Values) -> Groups:
    groups = Groups()
    for key, rows in found.items():
        first = rows[0]
        if len(rows) > 1 and not values.settle(
            [row[0] for row in rows], [row[1:] for row in rows], "group", "Deze groep"
        ):
            continue
        groups.rows.append(first)
        if first[4]:
            groups.composite.add(key)
        else:
            groups.home[key] = first[3]
    return groups


def _only(schools: list[School], file: SourceFile) -> School:
    if len(schools) == 1:
        return schools[0]
    problem = "meer dan één school" if schools else "geen gegevens van de school"
    raise FileRefused(
        "Het bestand is niet van één school",
        f"{file.name} bevat {problem}; er is niets overgenomen",
        "Maak per school een export",
    )


def no_pupils(file: SourceFile) -> FileRefused:
    """The refusal of a file without a single usable pupil."""
    return FileRefused(
        "Het bestand bevat geen leerlingen",
        f"{file.name} bevat geen leerlingen die overgenomen kunnen worden; er is niets overgenomen",
        "Kies bij het exporteren ook de leerlingen",
    )


def _too_large(file: SourceFile) -> FileRefused:
    return FileRefused(
        "Het bestand heeft te veel leerlingen, groepen of leerkrachten",
        f"{file.name} bevat er meer dan toegestaan; er is niets overgenomen",
        "Verhoog de instelling 'max_rows' als dit klopt",
    )
