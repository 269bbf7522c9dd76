"""Notes, meetings, decisions and agreements in words: the forms' fields, and each as a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from ibdash.views import dutch
from ibdash.views.intake_in_store import on_this_computer

Deed = Literal["new", "changed", "removed"]
FieldKind = Literal["text", "line", "day", "choice", "yes_no"]
KINDS = ("note", "agreement", "meeting", "decision")
# What a record is, with its icon (look.md 5), and how its form is called.
TITLES: Mapping[str, str] = {
    "note": "Notitie",
    "agreement": "Afspraak",
    "meeting": "Bespreking",
    "decision": "Besluit",
}
ICONS: Mapping[str, str] = {
    "note": ":material/edit_note:",
    "agreement": ":material/task_alt:",
    "meeting": ":material/forum:",
    "decision": ":material/gavel:",
}
_ARTICLES: Mapping[str, str] = {
    "note": "de notitie",
    "agreement": "de afspraak",
    "meeting": "de bespreking",
    "decision": "het besluit",
}
WORDS: Mapping[str, str] = {
    "observatie": "Observatie",
    "gesprek_ouders": "Gesprek met ouders",
    "gesprek_leerling": "Gesprek met leerling",
    "leerlingbespreking": "Leerlingbespreking",
    "groepsbespreking": "Groepsbespreking",
    "ondersteuningsteam": "Ondersteuningsteam",
    "overig": "Overig",
}


@dataclass(frozen=True)
class Field:
    """One field of a form.

    name: of the record.  is_main: stands alone, above the others.  options: of a choice, the words
    of the store.
    """

    name: str
    kind: FieldKind
    label: str
    is_main: bool = False
    options: tuple[str, ...] = ()
    placeholder: str = ""


_CONFIDENTIAL = Field("is_confidential", "yes_no", "Vertrouwelijk")
_PUPIL_NOTES = ("observatie", "gesprek_ouders", "gesprek_leerling", "overig")
_GROUP_NOTES = ("observatie", "gesprek_ouders", "overig")
_PUPIL_MEETINGS = ("leerlingbespreking", "ondersteuningsteam", "overig")
_GROUP_MEETINGS = ("groepsbespreking", "ondersteuningsteam", "overig")


def fields(kind: str, *, of_group: bool, word: str | None = None) -> tuple[Field, ...]:
    """The fields of a form, in order.

    of_group: about a group, not a pupil.  word: the kind of note or meeting that it has already,
    which is offered whatever it is.
    """
    if kind == "note":
        return (
            Field("text", "text", "Notitie", True, placeholder="Wat zag of hoorde u?"),
            Field("note_kind", "choice", "Soort", options=_with(of_group, word, "note")),
            Field("noted_on", "day", "Dag"),
            _CONFIDENTIAL,
        )
    if kind == "agreement":
        return (
            Field("what", "line", "Afspraak", True, placeholder="Wat gaat er gebeuren?"),
            Field("done_by", "line", "Wie"),
            Field("due_on", "day", "Uiterlijk"),
        )
    if kind == "meeting":
        return (
            Field("text", "text", "Verslag", True, placeholder="Wat is besproken? Mag leeg."),
            Field("meeting_kind", "choice", "Soort", options=_with(of_group, word, "meeting")),
            Field("held_on", "day", "Dag"),
            Field("present", "line", "Wie waren erbij"),
            _CONFIDENTIAL,
        )
    return (
        Field("what", "line", "Besluit", True, placeholder="Wat is besloten?"),
        Field("reason", "line", "Waarom"),
        Field("decided_on", "day", "Dag"),
        Field("until_on", "day", "Geldt tot en met"),
    )


def _with(of_group: bool, word: str | None, kind: str) -> tuple[str, ...]:
    if kind == "note":
        offered = _GROUP_NOTES if of_group else _PUPIL_NOTES
    else:
        offered = _GROUP_MEETINGS if of_group else _PUPIL_MEETINGS
    return offered if word is None or word in offered else (*offered, word)


# Fields that a new record begins with today; another day is one click away.
BEGINS_TODAY = ("noted_on", "held_on", "decided_on")
# Columns of the answer `typed/records`, by the field that they fill.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "note": {
        "noted_on": "day",
        "note_kind": "word",
        "text": "text",
        "author": "by_whom",
        "is_confidential": "is_confidential",
    },
    "agreement": {
        "what": "text",
        "done_by": "by_whom",
        "due_on": "day",
        "done_on": "done_on",
        "came_from": "came_from",
    },
    "meeting": {
        "held_on": "day",
        "meeting_kind": "word",
        "text": "text",
        "present": "present",
        "is_confidential": "is_confidential",
    },
    "decision": {
        "decided_on": "day",
        "what": "text",
        "reason": "reason",
        "decided_by": "by_whom",
        "until_on": "until_on",
    },
}


def values(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a row of `typed/records`, by the fields of its form and those it keeps."""
    return {name: row[column] for name, column in _COLUMNS[kind].items()}


@dataclass(frozen=True)
class Row:
    """One record as it stands in the list.

    text: its words; "" where it has none.  about: the line under it.  is_late: an agreement whose
    last day is past.  can_be_done: an agreement that is not done.
    """

    kind: str
    record_id: int
    version: int
    day: str
    title: str
    text: str
    about: str
    is_confidential: bool
    is_late: bool
    can_be_done: bool
    values: Mapping[str, Any]


def rows(found: list[dict[str, Any]], today: date) -> tuple[list[Row], int]:
    """The rows of an answer of `typed/records`, and how many are not shown."""
    hidden = found[0]["number_hidden"] if found else 0
    return [_row(one, today) for one in found if one["kind"] is not None], hidden


def _row(one: Mapping[str, Any], today: date) -> Row:
    kind = one["kind"]
    is_open = kind == "agreement" and one["done_on"] is None
    is_late = is_open and one["day"] is not None and one["day"] < today
    return Row(
        kind=kind,
        record_id=one["record_id"],
        version=one["version"],
        day=dutch.day(one["day"]) if one["day"] else "zonder dag",
        title=WORDS.get(one["word"] or "", TITLES[kind]),
        text=one["text"] or "",
        about=_about(kind, one, is_late=is_late),
        is_confidential=one["is_confidential"],
        is_late=is_late,
        can_be_done=is_open,
        values=values(kind, one),
    )


def _about(kind: str, one: Mapping[str, Any], *, is_late: bool) -> str:
    parts: list[str | None] = []
    if kind == "agreement":
        parts = [
            one["by_whom"],
            f"gedaan op {dutch.day(one['done_on'])}" if one["done_on"] else None,
            "de dag is voorbij" if is_late else None,
            f"uit {one['came_from']}" if one["came_from"] else None,
        ]
    elif kind == "meeting":
        parts = [f"met {one['present']}" if one["present"] else None]
    elif kind == "decision":
        parts = [
            one["reason"],
            one["by_whom"],
            f"geldt tot en met {dutch.day(one['until_on'])}" if one["until_on"] else None,
        ]
    else:
        parts = [one["by_whom"]]
    if one["file_name"]:
        parts.append(f"uit {one['file_name']}, regel {one['source_row']}")
    elif one["kept_by"] and one["kept_by"] not in parts:
        parts.append(f"getypt door {one['kept_by']}")
    return " · ".join(part for part in parts if part)


def kept(kind: str, deed: Deed) -> str:
    """What was just done, beside its "Ongedaan maken"."""
    verb = {"new": "bewaard", "changed": "gewijzigd", "removed": "verwijderd"}
    what = _ARTICLES[kind]
    return f"{what[0].upper()}{what[1:]} is {verb[deed]}"


def edit(row: Mapping[str, Any], pupil: str) -> str:
    """A row of `typed/edits`: "25 nov 2026, 14:32 · Ina · Notitie gewijzigd · Bram Jansen".

    pupil: as the screen may show it; "" where it is about a group, or about who is gone.
    """
    verb = {"new": "toegevoegd", "changed": "gewijzigd", "removed": "verwijderd"}
    at = on_this_computer(row["at"])
    about = pupil or (dutch.group(row["group_name"]) if row["group_name"] else "")
    back = f"ongedaan gemaakt door {row['taken_back_by']}" if row["taken_back_by"] else ""
    parts = (
        f"{dutch.day(at)}, {dutch.time(at)}",
        row["who"],
        f"{TITLES[row['kind']]} {verb[row['deed']]}",
        about,
        back,
    )
    return " · ".join(part for part in parts if part)


def unkept(kind: str, is_new: bool, at: datetime) -> str:
    """That words of an earlier visit were not kept yet."""
    article = "een" if is_new else _ARTICLES[kind].split()[0]
    noun = TITLES[kind].lower()
    return f"U typte om {dutch.time(at)} aan {article} {noun} en bewaarde dat nog niet"


def also_typing(names: list[str]) -> str:
    """That others have words at the same place that they did not keep yet."""
    verb = "is" if len(names) == 1 else "zijn"
    return f"{dutch.listing(names)} {verb} hier ook aan het typen"


def meanwhile(kind: str, by: str, *, removed: bool, is_own: bool) -> str:
    """The head above what was kept in the meantime; is_own: by the same person, elsewhere."""
    verb = "verwijderde" if removed else "wijzigde"
    whose = (
        f"U {verb} {_ARTICLES[kind]} in een ander venster"
        if is_own
        else (f"{by} {verb} {_ARTICLES[kind]} terwijl u typte")
    )
    return f"{whose}. Uw tekst hieronder staat er nog en is niet bewaard."


def both(theirs: str | None, mine: str | None) -> str:
    """The words of another and one's own under each other."""
    return "\n\n".join(part for part in (theirs, mine) if part)
