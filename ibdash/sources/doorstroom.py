"""The doorstroomtoets chain v1.1: who takes part, provisional advice, and a pupil's result.

Results and advice find their pupil by the key of the pupil administration (LAS-key) or by the
ECK iD, which goes on to the intake and is kept there only as a hash.  In messages the line of a row
is the number of its pupil or of its result.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ibdash.domain import school_year as school_years
from ibdash.domain import year_groups
from ibdash.errors import FileRefused
from ibdash.sources import doorstroom_message as message_parts
from ibdash.sources import test_subjects
from ibdash.sources.doorstroom_message import Message, number, part, parts, text
from ibdash.sources.edexml_codes import GENDERS
from ibdash.sources.edexml_pupils import DUMMY_KEY
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Reading, Remark, SourceFile

Row = dict[str, Any]

SYSTEM = "doorstroomtoets"
_WHOLE_LINE = "doorstroomtoets"
_TEST_NAME = "Doorstroomtoets"
_YEAR_GROUP = "8"
# The chain's domains (toetseenheid) that are no word of a learning line themselves.
_LINES = {"LEZEN": "begrijpend lezen"}
_UNNAMED = "noemt de leerling niet met de sleutel van de leerlingadministratie of het ECK iD"
_ASK_AGAIN = (
    "Vraag uw toetssysteem om het bericht met de sleutel van uw leerlingadministratie,"
    " of het ECK iD"
)


def recognises(file: SourceFile) -> bool:
    """Whether this is a JSON message of the chain, of any version; reads the head only."""
    return message_parts.is_of_chain(file.content)


def read(file: SourceFile) -> Reading:
    """The reading of one message.

    Kinds: pupil and placement, or school_advice, or result and school_advice.  Raises FileRefused,
    for another version by its name, and where no pupil is named by a key or an ECK iD.
    """
    message = message_parts.parse(file)
    remarks: list[Remark] = []
    makes_pupils = message.kind == message_parts.PUPILS
    if makes_pupils:
        rows = _pupils(message, remarks)
    elif message.kind == message_parts.ADVICE:
        rows = _advice(message, remarks)
    else:
        rows = _result(message, remarks)
    if not any(rows.values()):
        raise _nobody(file, remarks)
    where = f"school {message.brin}" if message.brin else "deze school"
    return Reading(
        format=message.format,
        system=SYSTEM,
        role="publisher",
        batches=_batches(rows),
        remarks=remarks,
        school_year=message.school_year,
        brin=message.brin,
        location=message.location,
        as_of=message.made_on,
        makes_pupils=makes_pupils,
        wants_pupils_from=f"de leerlingen van {where} in {message.school_year} (EDEXML)",
        # What the pupil administration says of a pupil who is known already stands.
        delivered={kind: frozenset({"pupil_key"}) for kind in rows} if makes_pupils else {},
    )


def _batches(rows: dict[str, list[Row]]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for kind, found in rows.items():
        if found:
            yield kind, pa.RecordBatch.from_pylist(found, schema=KINDS[kind])


def _pupils(message: Message, remarks: list[Remark]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"pupil": [], "placement": []}
    for line, pupil in enumerate(parts(message.content, "deelnemers"), start=1):
        named = {"call_name": text(pupil, "roepnaam"), "family_name": text(pupil, "achternaam")}
        if not any(named.values()):
            _refuse(remarks, line, "Deze deelnemer heeft geen naam", "pupil")
            continue
        key = message_parts.pupil_key(pupil)
        more = part(pupil, "extensie")
        who = {
            "line": line,
            "brin": message.brin,
            "location": message.location,
            "pupil_key": key or f"{DUMMY_KEY}deelnemer {line}",
            **named,
            "prefix": text(pupil, "voorvoegsel"),
            "birth_date": message_parts.day(more, "geboortedatum"),
        }
        rows["pupil"].append(
            {
                **who,
                "is_dummy_key": key is None,
                "eck_id": message_parts.eck_id(pupil),
                "gender": GENDERS.get(str(more.get("geslacht"))),
            }
        )
        year_group = text(part(pupil, "niveau"), "niveau")
        if year_group in year_groups.NAMES:
            rows["placement"].append(
                {
                    **who,
                    "school_year": message.school_year,
                    "year_group": year_group,
                    "is_home": True,
                }
            )
    return rows


def _advice(message: Message, remarks: list[Remark]) -> dict[str, list[Row]]:
    rows: list[Row] = []
    for line, given in enumerate(parts(message.content, "voorlopigSchooladviezen"), start=1):
        who, advice = _who(given), text(given, "advies")
        if not who or advice is None:
            told = f"Dit schooladvies {'heeft geen advies' if who else _UNNAMED}"
            _refuse(remarks, line, told, "school_advice")
            continue
        rows.append(
            {
                "line": line,
                "brin": message.brin,
                "location": message.location,
                **who,
                "advice_kind": "provisional",
                "known_on": message.made_on,
                "advice": advice,
            }
        )
    return {"school_advice": rows}


def _result(message: Message, remarks: list[Remark]) -> dict[str, list[Row]]:
    scored = part(message.content, "resultatenscores")
    who = _who(scored)
    rows: dict[str, list[Row]] = {"result": [], "school_advice": []}
    if not who:
        _refuse(remarks, 1, f"Dit resultaat {_UNNAMED}", "result")
        return rows
    taken_on = message_parts.day(part(scored, "afnamecontext", "afname"), "afnametijdstip")
    if taken_on and school_years.of(taken_on) != message.school_year:
        remarks.append(
            Remark(
                1,
                "warning",
                "De afnamedatum valt niet in het schooljaar van het bericht",
                "Kijk welke van de twee klopt",
            )
        )
    if text(scored, "versie") != "Definitief":
        remarks.append(
            Remark(1, "warning", "Dit resultaat is niet definitief", "Vraag later het definitieve")
        )
    test = text(part(message.content, "toets"), "naam") or _TEST_NAME
    shared = {
        **who,
        "test": test,
        "school_year": message.school_year,
        "taken_on": taken_on,
        "year_group": _YEAR_GROUP,
    }
    own = text(scored, "id")

    def add(learning_line: str, **outcome: object) -> None:
        rows["result"].append(
            {
                **shared,
                "line": len(rows["result"]) + 1,
                "source_key": f"{SYSTEM} {own} {learning_line}" if own else None,
                "learning_line": learning_line,
                **outcome,
            }
        )

    for score in parts(part(scored, "scores"), "scores"):
        if text(score, "label") == "Toetsscore" and "toetseenheid" not in score:
            add(_WHOLE_LINE, ability_score=number(score, "waarde"))
    for given in parts(part(scored, "resultaten"), "resultaten"):
        label, value, unit = (text(given, name) for name in ("label", "waarde", "toetseenheid"))
        if label == "Referentieniveau" and value and unit:
            add(_line_of(unit), reference_level=value)
        elif label == "Toetsadvies" and value:
            rows["school_advice"].append(
                {
                    "line": 1,
                    **who,
                    "advice_kind": "test",
                    "known_on": message_parts.day(scored, "datumtijd") or message.made_on,
                    "advice": value,
                }
            )
    return rows


def _line_of(unit: str) -> str:
    words = unit.replace("_", " ")
    return _LINES.get(unit) or test_subjects.learning_line(words) or words.casefold()


def _who(content: message_parts.Part) -> Row:
    """The words by which a pupil is named; empty where there are none."""
    words = {
        "pupil_key": message_parts.pupil_key(content),
        "eck_id": message_parts.eck_id(content),
    }
    return {name: value for name, value in words.items() if value is not None}


def _refuse(remarks: list[Remark], line: int, told: str, kind: str) -> None:
    remarks.append(Remark(line, "refused", told, _ASK_AGAIN, kind))


def _nobody(file: SourceFile, remarks: list[Remark]) -> FileRefused:
    if remarks:
        return FileRefused(
            "Geen van de leerlingen is te herkennen",
            f"{file.name} noemt geen leerling met de sleutel van de leerlingadministratie, het ECK"
            " iD of een naam; er is niets overgenomen",
            _ASK_AGAIN,
        )
    return FileRefused(
        "Er staan geen gegevens in dit bestand",
        f"{file.name} is een leeg bericht van de doorstroomtoets; er is niets overgenomen",
        "Vraag het bericht opnieuw op",
    )
