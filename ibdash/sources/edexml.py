"""EDEXML 1.03, 2.0 and 2.1: a school's groups, pupils and staff of one school year.

The file is read twice: once for everything but the pupils (edexml_survey), once for the pupils,
which are handed on in batches.  Own rules check it, not the XSDs, whose list of school years has
ended.  Never taken in: bsn, sofinummer, onderwijsnummer, bsn_ondwnr-4 and rijksregisternummer, of
which not even the text is asked for; gewicht, etniciteit, land and postcode; addresses and photos.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from ibdash.sources import edexml_xml
from ibdash.sources.edexml_pupils import (
    PLACEMENT_COLUMNS,
    PUPIL_COLUMNS,
    PlacementRow,
    Pupil,
    PupilRow,
    Pupils,
)
from ibdash.sources.edexml_school import School
from ibdash.sources.edexml_survey import Survey, no_pupils, survey
from ibdash.sources.edexml_values import Values
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Limits, Reading, Remark, SourceFile

SYSTEM = "edexml"
_ROWS_PER_BATCH = 4000

_GROUP_COLUMNS = ("line", "group_key", "name", "year_group", "is_composite")
_STAFF_COLUMNS = (
    "line",
    "staff_key",
    "call_name",
    "prefix",
    "family_name",
    "role",
    "role_text",
)
_STAFF_GROUP_COLUMNS = ("line", "staff_key", "group_key", "role")

# Pupil columns that an exporter may leave out altogether, by their element: then nothing is known
# of them, which is not the same as empty.  A day of leaving is always delivered: without it a
# pupil who came back would stay gone.
_OPTIONAL_COLUMNS = {
    "birth_date": "geboortedatum",
    "gender": "geslacht",
    "start_group_3": "start_ondw_jgr3",
    "entered_on": "instroomdatum",
}

Batch = tuple[str, pa.RecordBatch]


def recognises(file: SourceFile) -> bool:
    """Whether the root element is EDEX, in any namespace and encoding; reads the head only."""
    return edexml_xml.is_edexml(file.content)


def read(file: SourceFile, limits: Limits) -> Reading:
    """The reading of one EDEXML file; `limits.rows` is the most pupils it may have.

    Kinds: school, group, pupil, placement, staff, staff_group.  Raises FileRefused, here or from
    `batches`; lxml's own errors never leave this room, because they quote the file.
    """
    remarks: list[Remark] = []
    values = Values(file.name, remarks)
    found = survey(file, limits, values)
    school = found.school
    _remark_on_rest(found, values)
    return Reading(
        format=school.format,
        system=SYSTEM,
        role="pupil_system",
        batches=_batches(file, found, values),
        remarks=remarks,
        school_year=school.school_year,
        brin=school.brin,
        location=school.location,
        as_of=school.as_of,
        covers_school_year=True,
        delivered=_delivered(found),
    )


def _batches(file: SourceFile, found: Survey, values: Values) -> Iterator[Batch]:
    school = found.school
    yield "school", _batch("school", ("line",), [(school.line,)], school)
    yield from _in_parts("group", _GROUP_COLUMNS, found.groups.rows, school)
    yield from _pupil_batches(file, found, values)
    staff, staff_groups = found.staff.rows(found.groups.home.keys() | found.groups.composite)
    yield from _in_parts("staff", _STAFF_COLUMNS, staff, school)
    yield from _in_parts("staff_group", _STAFF_GROUP_COLUMNS, staff_groups, school)


def _pupil_batches(file: SourceFile, found: Survey, values: Values) -> Iterator[Batch]:
    pupils = Pupils(found, values)
    rows: list[PupilRow] = []
    placements: list[PlacementRow] = []
    taken = 0
    for pupil in _standing(file, found, pupils, values):
        rows.append(pupil.row)
        placements += pupil.placements
        if len(rows) == _ROWS_PER_BATCH:
            taken += len(rows)
            yield "pupil", _batch("pupil", PUPIL_COLUMNS, rows, found.school)
            yield "placement", _batch("placement", PLACEMENT_COLUMNS, placements, found.school)
            rows, placements = [], []
    # Without this a file of only refused pupils would say that the whole school has left.
    if not taken + len(rows):
        raise no_pupils(file)
    if rows:
        yield "pupil", _batch("pupil", PUPIL_COLUMNS, rows, found.school)
        yield "placement", _batch("placement", PLACEMENT_COLUMNS, placements, found.school)
    _remark_on_pupils(found, pupils, values)


def _standing(file: SourceFile, found: Survey, pupils: Pupils, values: Values) -> Iterator[Pupil]:
    """The pupils to hand on; those of a repeated key wait until all of them have been read."""
    waiting: dict[str, list[Pupil]] = {}
    to_come = dict(found.repeated)
    for name, element in edexml_xml.records(file):
        if name != "leerling":
            continue
        pupil = pupils.read(element)
        key = pupil.row[1] if pupil else values.key(element)
        if key not in to_come:
            if pupil:
                yield pupil
            continue
        to_come[key] -= 1
        same = waiting.setdefault(key, [])
        if pupil:
            same.append(pupil)
        if to_come[key]:
            continue
        del waiting[key]
        if not same:
            continue
        if len(same) == 1 or values.settle(
            [twin.row[0] for twin in same],
            [twin.content for twin in same],
            "pupil",
            "Deze leerling",
        ):
            yield same[0]


def _in_parts(
    kind: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
    school: School,
) -> Iterator[Batch]:
    for start in range(0, len(rows), _ROWS_PER_BATCH):
        yield kind, _batch(kind, columns, rows[start : start + _ROWS_PER_BATCH], school)


def _batch(
    kind: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[object, ...]],
    school: School,
) -> pa.RecordBatch:
    """The rows as a batch of their kind; columns that EDEXML does not carry are null."""
    schema = KINDS[kind]
    given: dict[str, Sequence[object]] = dict(zip(columns, zip(*rows, strict=True), strict=True))
    for name in ("brin", "location", "school_year"):
        given[name] = [getattr(school, name)] * len(rows)
    arrays = [
        pa.array(given[field.name], field.type)
        if field.name in given
        else pa.nulls(len(rows), field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _delivered(found: Survey) -> dict[str, frozenset[str]]:
    absent = {
        column for column, element in _OPTIONAL_COLUMNS.items() if element not in found.tally.seen
    }
    if not found.has_eck_ids:
        absent.add("eck_id")
    where = {"brin", "location"}
    in_year = where | {"school_year"}
    carried = {
        "school": where,
        "group": in_year.union(_GROUP_COLUMNS),
        "pupil": where.union(PUPIL_COLUMNS) - absent,
        "placement": in_year.union(PLACEMENT_COLUMNS),
        "staff": where.union(_STAFF_COLUMNS),
        "staff_group": in_year.union(_STAFF_GROUP_COLUMNS),
    }
    return {kind: frozenset(columns - {"line"}) for kind, columns in carried.items()}


def _remark_on_rest(found: Survey, values: Values) -> None:
    tally = found.tally
    if tally.blocks:
        values.remark(
            0,
            "info",
            f"Toevoegingen van een leverancier (blok), niet overgenomen: {tally.blocks}",
        )
    if tally.unknown:
        names = ", ".join(f"{name} ({number} keer)" for name, number in tally.unknown.most_common())
        values.remark(0, "info", f"Onbekende onderdelen, niet overgenomen: {names}")


def _remark_on_pupils(found: Survey, pupils: Pupils, values: Values) -> None:
    if found.sites or pupils.at_site:
        values.remark(
            0,
            "info",
            f"Vestigingen in het bestand: {found.sites}, leerlingen met een vestiging: "
            f"{pupils.at_site}; alle leerlingen blijven bij de ene school",
        )
    if pupils.without_own_year_group:
        values.remark(
            0,
            "warning",
            f"Leerlingen in een combinatiegroep zonder eigen jaargroep: "
            f"{pupils.without_own_year_group}",
            "Vul de jaargroep van deze leerlingen in uw leerlingadministratie in",
        )
