"""What happened with a pupil as lines of a list, newest first (Verloop)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ibdash.views import dutch, pupil_care
from ibdash.views.typed_records import WORDS

YEARS_OPEN = 2
_LONGEST = 90
_PLANS: Mapping[str, str] = {"individual": "Plan", "opp": "OPP"}
REFERRALS: Mapping[str, str] = {
    "tlv_sbo": "TLV voor sbo",
    "tlv_so": "TLV voor so",
    "arrangement": "Arrangement",
    "dyslexie": "Dyslexie",
    "lwoo": "Lwoo",
    "pro": "Praktijkonderwijs",
    "jeugdhulp": "Jeugdhulp",
    "leerplicht": "Melding leerplicht",
    "overig": "Overig",
}
DECLARATIONS: Mapping[str, str] = {"tlv": "TLV", "lwoo": "Besluit over lwoo"}
ADVICE: Mapping[str, str] = {
    "school": "Schooladvies",
    "provisional": "Voorlopig schooladvies",
    "revised": "Bijgesteld schooladvies",
    "test": "Advies van de doorstroomtoets",
    "parents": "Wens van de ouders",
    "pupil": "Wens van de leerling",
}
_SIGNALS: Mapping[str, str] = {
    "gezien": "gezien",
    "besproken": "besproken",
    "plan": "plan gemaakt",
    "geen_actie": "geen actie",
    "gedempt": "stil gezet",
}


@dataclass(frozen=True)
class Event:
    """One line: its day, icon (a name of Material Symbols), what it is, and the rest of it.

    is_care: about a plan or support, in violet.  is_own_text: holds words about the pupil that a
    person typed, which are hidden with the names.
    """

    day: date
    icon: str
    title: str
    text: str
    is_care: bool
    is_own_text: bool


def events(rows: Iterable[Mapping[str, Any]], rule_name: Callable[[str], str]) -> list[Event]:
    """The rows of `pupil/timeline`.  rule_name: of a rule by its id."""
    return [_event(row, rule_name) for row in rows]


def _event(row: Mapping[str, Any], rule_name: Callable[[str], str]) -> Event:
    kind, word, title, text = row["kind"], row["word"], row["title"] or "", row["text"] or ""
    day = row["day"]
    match kind:
        case "tests":
            at = f" {word}" if word else ""
            return Event(
                day,
                "checklist",
                f"Toetsen{at} afgenomen",
                dutch.plural(row["n"], "resultaat", "resultaten"),
                False,
                False,
            )
        case "note":
            icon = "forum" if (word or "").startswith("gesprek") else "edit_note"
            return Event(day, icon, WORDS.get(word or "", "Notitie"), text, False, True)
        case "meeting":
            return Event(day, "forum", WORDS.get(word or "", "Bespreking"), text, False, True)
        case "decision":
            return Event(day, "gavel", "Besluit", title, False, True)
        case "agreement":
            return Event(day, "task_alt", "Afspraak, uiterlijk", title, False, True)
        case "agreement_done":
            return Event(day, "task_alt", "Afspraak gedaan", title, False, True)
        case "plan":
            until = f"evaluatie {dutch.day(date.fromisoformat(text))}" if text else ""
            return Event(
                day, "assignment", title or _PLANS.get(word or "", "Plan"), until, True, False
            )
        case "evaluation":
            name = title or _PLANS.get(text, "Plan")
            return Event(
                day, "fact_check", f"{name} geëvalueerd", pupil_care.goal(word), True, False
            )
        case "support":
            return Event(day, "support", f"Ondersteuningsniveau {word}", title, True, True)
        case "arrangement":
            return Event(day, "support", "Arrangement", title, True, False)
        case "declaration":
            until = f"tot en met {dutch.day(date.fromisoformat(text))}" if text else ""
            name = DECLARATIONS.get(word or "", "Verklaring")
            return Event(day, "verified", name, _joined(title, until), False, False)
        case "referral":
            name = REFERRALS.get(word or "", "Verwijzing")
            return Event(day, "outbound", f"Aanvraag: {name}", _joined(title, text), False, True)
        case "referral_decided":
            name = REFERRALS.get(word or "", "Verwijzing")
            return Event(day, "outbound", f"Besluit over aanvraag: {name}", title, False, True)
        case "advice":
            return Event(day, "school", ADVICE.get(word or "", "Advies"), title, False, False)
        case _:
            said = _joined(_SIGNALS.get(word or "", word or ""), text)
            return Event(day, "visibility", f"Signaal: {rule_name(title)}", said, False, bool(text))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def split(found: Sequence[Event], today: date) -> tuple[list[Event], list[Event]]:
    """What stands open, and what is older than two years."""
    # 29 February has no own day two years before.
    start = date(today.year - YEARS_OPEN, today.month, min(today.day, 28))
    return [one for one in found if one.day >= start], [one for one in found if one.day < start]


def older(count: int) -> str:
    """ "Ouder dan 2 jaar tonen (4)"."""
    return f"Ouder dan {YEARS_OPEN} jaar tonen ({dutch.number(count)})"


def short(text: str) -> str:
    """The beginning of a text on one or two lines; the whole stands in its own list."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
