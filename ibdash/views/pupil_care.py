"""Plans, support and the OPP of one pupil in words: the lane of the figure, and what is planned."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ibdash.views import dutch
from ibdash.views.learning_line_pupil import Care

_GOALS: Mapping[str, str] = {
    "ja": "doel gehaald",
    "deels": "doel deels gehaald",
    "nee": "doel niet gehaald",
}


# Statuses that say an evaluation was done, whether or not the file has it.
_EVALUATED = ("geevalueerd", "voortgezet", "opgeschaald")
# An evaluation so long before its day is that evaluation.
_EARLY = timedelta(days=28)


def goal(reached: str | None) -> str:
    """ "doel deels gehaald"; a word of the file's own as it stands."""
    if not reached:
        return ""
    return _GOALS.get(reached, f"doel: {reached}")


def lane(rows: Iterable[Mapping[str, Any]]) -> list[Care]:
    """The rows of `pupil/care` as bands: "Plan", "Vervolg", "OPP", "ON 3", an arrangement."""
    found: list[Care] = []
    earlier: set[str | None] = set()
    for row in rows:
        if row["from_on"] is None:
            continue
        title = row["title"]
        if row["kind"] == "support":
            name, text = f"ON {title}", f"Ondersteuningsniveau {title}"
        elif row["kind"] == "arrangement":
            name, text = title or "Arrangement", f"Arrangement: {title}" if title else "Arrangement"
        elif row["kind"] == "opp":
            name, text = "OPP", title or "OPP"
        else:
            name = "Vervolg" if row["learning_line"] in earlier else "Plan"
            earlier.add(row["learning_line"])
            text = title or name
        found.append(Care(name, text, row["from_on"], row["until_on"]))
    return found


def running(rows: Iterable[Mapping[str, Any]], today: date) -> list[Mapping[str, Any]]:
    """Plans and OPPs that run on a day."""
    return [
        row
        for row in rows
        if row["kind"] in ("individual", "opp")
        and row["from_on"] is not None
        and row["from_on"] <= today
        and (row["until_on"] is None or row["until_on"] >= today)
        and row["status"] != "afgesloten"
    ]


def next_evaluation(rows: Iterable[Mapping[str, Any]], today: date) -> str:
    """The nearest evaluation that is agreed upon and not done: "De evaluatie van het OPP is …"."""
    both = sorted(
        (
            row
            for row in running(rows, today)
            if row["evaluate_on"] is not None
            and row["status"] not in _EVALUATED
            and not _is_done(row)
        ),
        key=lambda row: row["evaluate_on"],
    )
    if not both:
        return ""
    row = both[0]
    days = (row["evaluate_on"] - today).days
    what = "het OPP" if row["kind"] == "opp" else "het plan"
    if days == 0:
        return f"De evaluatie van {what} is vandaag."
    if days < 0:
        return (
            f"De evaluatie van {what} had {dutch.plural(-days, 'dag', 'dagen')} geleden gemoeten."
        )
    if days > 60:
        return f"De evaluatie van {what} is op {dutch.day_in_words(row['evaluate_on'])}."
    return f"De evaluatie van {what} is over {dutch.plural(days, 'dag', 'dagen')}."


def _is_done(row: Mapping[str, Any]) -> bool:
    """Whether the evaluation that was agreed upon took place, on its day or shortly before."""
    said = row["evaluated_on"]
    return said is not None and said >= row["evaluate_on"] - _EARLY


def plans(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Plans and support as a table, newest first."""
    found = []
    for row in sorted(
        (row for row in rows if row["from_on"] is not None),
        key=lambda row: row["from_on"],
        reverse=True,
    ):
        (band,) = lane([row])
        until = dutch.day(row["until_on"]) if row["until_on"] else "loopt"
        said = goal(row["goal_reached"])
        if row["evaluated_on"]:
            said = f"{said or 'geëvalueerd'} ({dutch.day(row['evaluated_on'])})"
        found.append(
            {
                "Wat": band.text,
                "Vanaf": dutch.day(row["from_on"]),
                "Tot en met": until,
                "Evaluatie": said
                or (f"op {dutch.day(row['evaluate_on'])}" if row["evaluate_on"] else ""),
            }
        )
    return found
