"""Deze week in words: the sentence on top, the side column, and what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ibdash.views import dutch
from ibdash.views.week import Line

Row = Mapping[str, Any]
# Head of each list, and what its days are.
HEADS: Mapping[str, tuple[str, str]] = {
    "answer": ("Signaal, maar nog geen plan of besluit", "wacht al"),
    "result": ("Plan, maar geen recent resultaat of evaluatie", "te laat"),
    "growth": ("Plan loopt, maar geen groei te zien", "loopt al"),
}
NOTHING: Mapping[str, str] = {
    "answer": "Op elk signaal is iets gedaan.",
    "result": "Elk plan heeft een recent resultaat en een evaluatie op tijd.",
    "growth": "Er loopt geen plan zonder groei.",
}
# How a decision about a line is called once it stands.
DONE: Mapping[str, str] = {
    "besproken": "Gedaan",
    "plan": "Plan gemaakt",
    "gedempt": "Uitgesteld",
    "geen_actie": "Geen actie",
    "gezien": "Gezien",
}
_A_YEAR = 365


@dataclass(frozen=True)
class Moved:
    """Since when is counted, and what the signals did since then.

    since: the day of the last review; None when there was none yet.
    """

    since: date | None
    came: int = 0
    worse: int = 0
    gone: int = 0


def summary(points: int, moved: Moved) -> str:
    """How many lines ask something, and what the signals did since the last review."""
    if points:
        verb = "vraagt" if points == 1 else "vragen"
        first = f"**{dutch.plural(points, 'punt', 'punten')} {verb} iets van u.**"
    else:
        first = "**Er is nu niets dat iets van u vraagt.**"
    if moved.since is None:
        return (
            f"{first} Rondt u de week af, dan ziet u de volgende keer wat er sindsdien veranderde."
        )
    if not (moved.came or moved.worse or moved.gone):
        return f"{first} Sinds de vorige keer kwam er geen signaal bij en verdween er geen."
    came = f"kwamen er {dutch.plural(moved.came, 'signaal', 'signalen')} bij"
    if moved.came == 1:
        came = came.replace("kwamen", "kwam")
    elif not moved.came:
        came = "kwam er geen signaal bij"
    worse = f", {dutch.number(moved.worse)} werd erger" if moved.worse == 1 else ""
    if moved.worse > 1:
        worse = f", {dutch.number(moved.worse)} werden erger"
    gone = dutch.plural(moved.gone, "signaal is", "signalen zijn")
    return f"{first} Sinds de vorige keer {came}{worse}. {gone} opgelost."


def meta(today: date, reviewed_on: date | None) -> str:
    """Beside the title: the day, and when the week was last gone through."""
    last = "nog niet eerder afgerond"
    if reviewed_on is not None:
        last = f"vorige keer afgerond op {dutch.day(reviewed_on)}"
    return f"{dutch.day_in_full(today)} · {last}"


def waited(days: int | None) -> str:
    """ "20 dagen", "3 jaar"; nothing where it is not known since when."""
    if days is None:
        return ""
    if days >= _A_YEAR:
        return f"{days // _A_YEAR}{dutch.NO_BREAK}jaar"
    return dutch.plural(days, "dag", "dagen")


def reason(line: Line) -> tuple[str, str]:
    """The first sentence, and how much more stands under it."""
    parts = []
    if line.under:
        parts.append(f"Dit geldt voor {dutch.plural(line.under, 'leerling', 'leerlingen')}.")
    if more := len(line.said) - 1:
        parts.append(f"En nog {dutch.plural(more, 'signaal', 'signalen')}.")
    return line.sentence, " ".join(parts)


def quiet(too_little: int, muted: int) -> str:
    """What is not in the lists, counted in one line; nothing where there is nothing."""
    parts = []
    if too_little:
        of = dutch.plural(too_little, "leerling of groep", "leerlingen en groepen")
        parts.append(f"Bij {of} zegt een regel te weinig gegevens.")
    if muted:
        verb = "wacht" if muted == 1 else "wachten"
        parts.append(f"{dutch.plural(muted, 'signaal', 'signalen')} {verb} op een latere dag.")
    return " ".join(parts)


def closed(points: int) -> str:
    """What is said when the week is gone through."""
    left = "" if not points else f" {dutch.plural(points, 'punt blijft', 'punten blijven')} staan."
    return f"De week is afgerond.{left} Volgende keer begint u hier."


LATER = "Er is geen afronding bewaard. Wat u afhandelde, is wel bewaard."


def changed(counts: Row, moved: Moved) -> list[tuple[str, str]]:
    """(number, what it counts), only what is not zero."""
    listed = (
        (counts["results"], "nieuw resultaat", "nieuwe resultaten"),
        (counts["changed_results"], "resultaat anders", "resultaten anders"),
        (moved.came, "signaal erbij", "signalen erbij"),
        (moved.gone, "signaal opgelost", "signalen opgelost"),
        (counts["absences"], "verzuimmelding", "verzuimmeldingen"),
        (counts["plans"], "plan of evaluatie", "plannen en evaluaties"),
        (counts["supports"], "wijziging in ondersteuning", "wijzigingen in ondersteuning"),
        (counts["words"], "notitie, afspraak of besluit", "notities, afspraken en besluiten"),
        (counts["pupils"], "leerling erbij", "leerlingen erbij"),
    )
    return [(dutch.number(n), one if n == 1 else many) for n, one, many in listed if n]


def weeks(today: date) -> tuple[date, date]:
    """Monday of this week, and Sunday of the next."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=13)


def when(day: date, today: date) -> str:
    """ "di 10 feb", or "vandaag"."""
    return "vandaag" if day == today else dutch.day_of_week(day)


def to_do(row: Row, shown: str) -> tuple[str, str]:
    """(what, what about it) of a row of week/to_do.  shown: the pupil or group, "" for neither."""
    until = row["until_on"]
    span = f"tot en met {dutch.day_of_week(until)}" if until and until != row["day"] else ""
    if row["kind"] == "evaluation":
        about = "met ouders" if row["with_parents"] else ""
        return f"{shown}: {_lower(row['title'])} evalueren", about
    if row["kind"] == "tlv":
        return f"{shown}: {row['title']}", "verlengen of besluiten"
    if row["kind"] == "tests":
        return f"Toetsen {row['title']}", span
    return str(row["title"]).capitalize(), span


def agreement(row: Row, shown: str, today: date) -> tuple[str, str]:
    """(what, who and by when) of an open agreement."""
    whom = f" · {shown}" if shown else ""
    parts = [row["done_by"] or ""]
    if row["due_on"] is not None:
        word = "was" if row["due_on"] < today else "voor"
        parts.append(f"{word} {_short(row['due_on'], today)}")
    return f"{row['what']}{whom}", ", ".join(part for part in parts if part)


def undiscussed(rows: Sequence[Row], has_signal: Iterable[int]) -> tuple[str, str]:
    """Who did not come up this school year, and over which groups they are spread.

    rows: of week/discussed.  has_signal: pupils whom a signal is about; quiet is who has none.
    """
    never = [row for row in rows if not row["talks"]]
    if not rows:
        return "Er zijn nog geen leerlingen in een groep.", ""
    if len(never) == len(rows):
        return "Er staat dit schooljaar nog geen bespreking of notitie in ibdash.", ""
    if not never:
        return "**Elke leerling** kwam dit schooljaar ter sprake.", ""
    known = set(has_signal)
    quiet = sum(row["is_strong"] and row["pupil_id"] not in known for row in never)
    verb = "kwam" if len(never) == 1 else "kwamen"
    count = dutch.plural(len(never), "leerling", "leerlingen")
    text = f"**{count}** {verb} dit schooljaar nog niet ter sprake."
    if quiet:
        verb = "is stil en scoort" if quiet == 1 else "zijn stil en scoren"
        text += f" {dutch.number(quiet)} van hen {verb} goed."
    return text, _spread(rows, never)


def _spread(rows: Sequence[Row], never: Sequence[Row]) -> str:
    """Per group how many did not come up of how many, the largest share first."""
    all_of: dict[str, int] = {}
    left: dict[str, int] = {}
    for row in rows:
        name = dutch.group(row["group_name"] or "zonder naam")
        all_of[name] = all_of.get(name, 0) + 1
        left.setdefault(name, 0)
    for row in never:
        left[dutch.group(row["group_name"] or "zonder naam")] += 1
    order = sorted(left, key=lambda name: (-left[name] / all_of[name], name))
    return " · ".join(
        f"{name}: {dutch.count_of(left[name], all_of[name])}" for name in order if left[name]
    )


def dealt(row: Row, shown: str) -> str:
    """What was done about a line, in one sentence of a list."""
    if row["is_review"]:
        return "Week afgerond"
    word = DONE.get(row["decision"] or "", "Afspraak gemaakt")
    if row["is_done"]:
        word = f"Afspraak gedaan: {row['what']}"
    elif row["what"] and row["decision"] != "gedempt":
        word = f"Afspraak: {row['what']}"
    if row["until_on"]:
        word += f" tot {dutch.day(row['until_on'])}"
    if row["reason"]:
        word += f", {_lower(row['reason'])}"
    return f"**{shown}**: {word}" if shown else word


def _lower(text: str) -> str:
    """A title in the middle of a line; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _short(day: date, today: date) -> str:
    if day.year != today.year:
        return dutch.day(day)
    return f"{day.day}{dutch.NO_BREAK}{dutch.MONTHS[day.month - 1]}"
