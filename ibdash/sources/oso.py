"""The OSO overstapdossier (gegevensset 2017.1, 2018.1, 2019.1): what a former school delivers.

One file is one pupil, who may be unknown.  It names the former school, never the receiving one, so
its rows carry no BRIN: the intake decides whose they are.  Own rules check it, not the XSD.  What
is never read is in oso_shape.LEFT_OUT; attachments are looked at and not kept.
"""

from collections.abc import Callable, Iterator

import pyarrow as pa

from ibdash.errors import FileRefused
from ibdash.sources import oso_parts, oso_tests, oso_xml
from ibdash.sources.kinds import KINDS
from ibdash.sources.oso_parts import DELIVERED, Row
from ibdash.sources.oso_shape import WORTH_READING
from ibdash.sources.oso_values import Values
from ibdash.sources.oso_xml import Dossier, Node
from ibdash.sources.reading import Reading, Remark, SourceFile

_KINDS = (
    "pupil",
    "transfer",
    "career_year",
    "result",
    "capacity",
    "plan",
    "declaration",
    "arrangement",
    "diagnosis",
    "absence_total",
    "school_advice",
)
_WHO = ("pupil_key", "call_name", "prefix", "family_name", "birth_date")
_NOT_READ = {
    "eindtoets_basisonderwijs": "De eindtoets in dit dossier is niet overgenomen",
    "cijferlijstlijst": "De cijferlijsten in dit dossier zijn niet overgenomen",
}


def recognises(file: SourceFile) -> bool:
    """Whether the root is of OSO, in any version and encoding; reads the head only."""
    return oso_xml.is_oso(file.content)


def read(file: SourceFile) -> Reading:
    """The reading of one dossier; raises FileRefused, for another version by its name.

    The keys of pupils are those of the former school, so the system names that school.
    """
    dossier = oso_xml.parse(file)
    remarks: list[Remark] = []
    values = Values(remarks)
    _check_version(dossier, values, file)
    school = dossier.root.first("huidigeschool")
    pupil = school.first("leerling") if school else None
    if pupil is None:
        raise FileRefused(
            "Er staat geen leerling in dit dossier",
            f"{file.name} is een overstapdossier zonder leerling; er is niets overgenomen",
            "Vraag het dossier opnieuw op",
        )
    origin = oso_parts.school(school, values)
    rows = _rows(dossier, pupil, origin, values)
    _check_pupil(rows["pupil"][0], values, file)
    _remark(dossier, pupil, values)
    return Reading(
        format=f"OSO-dossier {dossier.shape.version}",
        role="former_school",
        system=" ".join(part for part in ("oso", origin[0], origin[1]) if part),
        batches=_batches(rows),
        remarks=remarks,
        as_of=rows["transfer"][0]["made_on"],
        wants_known_school=True,
        # The own school's words about a pupil who is known already stand.
        delivered={"pupil": frozenset({"pupil_key"})},
    )


def _check_version(dossier: Dossier, values: Values, file: SourceFile) -> None:
    stated = values.text(dossier.root, "metadata", "standaardversie")
    if stated is not None and stated != dossier.shape.version:
        raise oso_xml.other_version(stated, file)


def _check_pupil(pupil: Row, values: Values, file: SourceFile) -> None:
    if pupil["call_name"] is None and pupil["family_name"] is None:
        raise FileRefused(
            "De leerling van dit dossier heeft geen naam",
            f"{file.name} zegt niet van wie het is; er is niets overgenomen",
            "Vraag het dossier opnieuw op",
        )
    if pupil["birth_date"] is None:
        values.remark(
            pupil["line"],
            "warning",
            "De leerling heeft geen geboortedatum en is daarom niet op naam gezocht",
            "Kijk of deze leerling niet al in de gegevens staat",
        )


def _rows(
    dossier: Dossier,
    node: Node,
    origin: tuple[str | None, str | None, str | None],
    values: Values,
) -> dict[str, list[Row]]:
    parts = oso_parts.delivery(dossier, node, values)

    def given(part: str, rows: Callable[[], list[Row]]) -> list[Row]:
        return rows() if parts[part] == DELIVERED else []

    shape = dossier.shape
    support = node.first(shape.support) if parts["support"] == DELIVERED else None
    planned = node.first("handelingsplanlijst") or node.first(shape.support)
    transfer = oso_parts.transfer(dossier, origin, parts, node, values)
    made_on = transfer["made_on"]
    career = given("career", lambda: oso_parts.career(node, values))
    years: dict[str, set[str]] = {}
    for row in career:
        if row["year_group"]:
            years.setdefault(row["school_year"], set()).add(row["year_group"])
    listed = node.first("toetslijst") if parts["tests"] == DELIVERED else None
    tests = oso_tests.read(list(listed.all("toets")) if listed else [], years, values)
    name = origin[2] or (f"school {origin[0]}" if origin[0] else None)
    rows: dict[str, list[Row]] = {
        "pupil": [oso_parts.pupil(node, values)],
        "transfer": [transfer],
        "career_year": career,
        "result": tests.results,
        "capacity": tests.capacity,
        "plan": [
            *given("plans", lambda: oso_parts.plans(planned, name, values)),
            *oso_parts.opps(support, name, values),
        ],
        "declaration": oso_parts.declarations(support, values),
        "arrangement": oso_parts.arrangements(support, shape.arrangements, values),
        "diagnosis": oso_parts.diagnoses(support, values),
        "absence_total": given("absence", lambda: oso_parts.absence(node, made_on, values)),
        "school_advice": given("advice", lambda: oso_parts.advice(node, made_on, values)),
    }
    who = {column: rows["pupil"][0][column] for column in _WHO}
    for kind in _KINDS:
        for row in rows[kind]:
            row.update(who)
    return rows


def _batches(rows: dict[str, list[Row]]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for kind in _KINDS:
        if rows[kind]:
            yield kind, pa.RecordBatch.from_pylist(rows[kind], schema=KINDS[kind])


def _remark(dossier: Dossier, pupil: Node, values: Values) -> None:
    for name, text in _NOT_READ.items():
        if pupil.first(name) is not None:
            values.remark(0, "info", text)
    if dossier.left_out:
        about = ", ".join(WORTH_READING[name] for name in dossier.left_out)
        values.remark(
            0,
            "info",
            f"Het dossier zegt ook iets over: {about}. Dat is niet overgenomen",
            "Lees het in het dossier zelf",
        )
    if dossier.attachments:
        values.remark(
            0,
            "info",
            f"Bijlagen in dit dossier, niet overgenomen: {dossier.attachments}",
            "Bewaar het dossier zelf waar uw school haar dossiers bewaart",
        )
    for line in dossier.damaged:
        values.remark(
            line,
            "warning",
            "Bijlage afgebroken of beschadigd",
            "Vraag zo nodig een nieuw dossier bij de vorige school",
        )
    if dossier.unknown:
        names = ", ".join(f"{name} ({n} keer)" for name, n in dossier.unknown.most_common())
        values.remark(0, "warning", f"Onbekende onderdelen, niet overgenomen: {names}")
