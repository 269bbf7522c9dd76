"""The three-way check: which lines of the week ask something, and how long each has waited.

A line is about one pupil or group.  All signals of a pupil that wait for an answer are one line,
the most urgent first: it is the pupil that is discussed, not the signal.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from ibdash.domain.growth import change_state
from ibdash.domain.state import State
from ibdash.views import dutch

Section = Literal["answer", "result", "growth"]
Row = Mapping[str, Any]
SEVERITIES = ("actie", "zorg", "aandacht", "kans")
# Rules that say a plan lacks an evaluation, a day for it, or what belongs in it.
PLAN_RULES = frozenset({"PLN-1", "PLN-3", "PLN-4", "PLN-5", "OPP-3", "OPP-4"})
# What these say stands elsewhere on the page: PLN-6 is the first list itself, the others are in the
# side column.
ELSEWHERE = frozenset({"PLN-6", "PLN-2", "AFS-1", "BSP-1", "NIV-9"})
# Lines that no rule makes: a plan or support without a recent result, and a plan without growth.
NO_RESULT, NO_GROWTH = "WK-1", "WK-2"
SUPPORT = "ondersteuning"
# States of a signal that nobody has answered yet.
_WAITING = ("new", "seen")


@dataclass(frozen=True)
class Said:
    """One signal under a line: what a decision about it needs, and its sentence."""

    rule: str
    subject: str
    since: date | None
    weight: float
    severity: str
    sentence: str
    record_id: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class Line:
    """One thing to deal with.

    key: opaque, for widgets.  chip: a severity, "plan" or "steun".  said: what stands under it, the
    first in sight.  since: the day from which it waits.  under: how many pupils a signal of a group
    is about, 0 for all else.
    """

    key: str
    section: Section
    pupil_id: int | None
    group_id: int | None
    chip: str
    said: tuple[Said, ...]
    since: date | None
    under: int = 0

    @property
    def sentence(self) -> str:
        return self.said[0].sentence

    def days(self, today: date) -> int | None:
        """How long it has waited; None where it is not known since when."""
        return None if self.since is None else max(0, (today - self.since).days)


@dataclass(frozen=True)
class Acts:
    """Who was acted on: (last day, learning lines of running plans), by pupil and by group."""

    pupils: Mapping[int, tuple[date | None, frozenset[str]]]
    groups: Mapping[int, tuple[date | None, frozenset[str]]]


def acts(rows: Iterable[Row]) -> Acts:
    """rows: of week/acted."""
    pupils, groups = {}, {}
    for row in rows:
        done = (row["last_on"], frozenset(row["lines"]))
        if row["pupil_id"] is not None:
            pupils[row["pupil_id"]] = done
        else:
            groups[row["group_id"]] = done
    return Acts(pupils, groups)


def news_on(signal: Row, today: date) -> date | None:
    """The last day on which a signal had something new: its evidence, or that it grew worse.

    Whoever acted on or after that day knew what the signal says, also where ibdash showed it later.
    """
    days = [signal["since"], signal["worsened_on"]]
    for one in json.loads(signal["evidence_json"] or "[]"):
        days.append(date.fromisoformat(one["day"]) if one.get("day") else None)
    return max((day for day in days if day is not None and day <= today), default=None)


def is_answered(signal: Row, done: Acts, group_id: int | None, today: date) -> bool:
    """Somebody acted on it since it had news, or a plan runs that is about it.

    group_id: of the pupil.  A plan for another learning line is no answer (as rule PLN-6 has it).
    """
    if signal["pupil_id"] is None:
        last_on, lines = done.groups.get(signal["group_id"], (None, frozenset()))
        of_group: frozenset[str] = frozenset()
    else:
        last_on, lines = done.pupils.get(signal["pupil_id"], (None, frozenset()))
        _, of_group = done.groups.get(group_id or 0, (None, frozenset()))
    subject = signal["subject"]
    if (subject == "" and lines) or "" in lines or subject in lines | of_group - {""}:
        return True
    news = news_on(signal, today) or signal["first_seen_on"]
    return last_on is not None and last_on >= news


def to_answer(
    signals: Iterable[Row], done: Acts, groups: Mapping[int, int | None], today: date
) -> list[Line]:
    """Signals without a plan, note or decision: most urgent first, longest waiting within that.

    groups: the group of each pupil.  A signal that stands under that of the group counts there.
    """
    under: dict[tuple[int, str], int] = {}
    waiting: dict[tuple[int | None, int | None], list[Row]] = {}
    for row in signals:
        if row["outcome"] != "signal" or row["rule"] in PLAN_RULES | ELSEWHERE:
            continue
        if row["under_group"] is not None:
            where = (row["under_group"], row["subject"])
            under[where] = under.get(where, 0) + 1
        elif row["state"] in _WAITING and not is_answered(
            row, done, groups.get(row["pupil_id"] or 0), today
        ):
            waiting.setdefault((row["pupil_id"], row["group_id"]), []).append(row)
    lines = []
    for (pupil_id, group_id), rows in waiting.items():
        rows.sort(key=_urgency)
        lines.append(
            Line(
                f"s{rows[0]['signal_id']}",
                "answer",
                pupil_id,
                group_id,
                rows[0]["severity"],
                tuple(_said(row) for row in rows),
                rows[0]["since"],
                0
                if pupil_id is not None
                else sum(under.get((group_id or 0, row["subject"]), 0) for row in rows),
            )
        )
    return sorted(lines, key=lambda one: (_rank(one.chip), one.since or today, one.key))


def without_result(
    signals: Iterable[Row],
    plans: Iterable[Row],
    support: Iterable[Row],
    decided: Iterable[Row],
    today: date,
) -> list[Line]:
    """Plans and support without a recent result or with an evaluation overdue, latest first.

    signals: kept ones.  plans, support, decided: rows of the questions of that name in week/.
    """
    answers = _answers(decided, today)
    of_plan: dict[tuple[int | None, int | None, str], list[Row]] = {}
    for row in signals:
        if row["rule"] in PLAN_RULES and row["outcome"] == "signal" and row["state"] in _WAITING:
            key = (row["pupil_id"], row["group_id"], row["subject"])
            of_plan.setdefault(key, []).append(row)
    lines = []
    for (pupil_id, group_id, _), rows in of_plan.items():
        rows.sort(key=_urgency)
        since = rows[0]["since"]
        if since is not None and rows[0]["rule"] == "PLN-1":
            # Late from the day itself on, as one says it.
            since -= timedelta(days=1)
        said = tuple(_said(row) for row in rows)
        lines.append(
            Line(f"p{rows[0]['signal_id']}", "result", pupil_id, group_id, "plan", said, since)
        )
    for row in plans:
        if row["others_on"] is not None:
            last = (
                f"geen resultaat sinds {row['last_moment']}"
                if row["last_moment"]
                else "nog geen resultaat"
            )
            sentence = f"{_called(row)}: {last}."
            said_now = Said(
                NO_RESULT, str(row["plan_id"]), row["others_on"], 0.0, "aandacht", sentence
            )
            lines += _line("result", "plan", row["pupil_id"], said_now, row["others_on"], answers)
    for row in support:
        last = f"sinds {row['last_moment']}" if row["last_moment"] else "tot nu toe"
        sentence = f"Ondersteuning op niveau {row['level']}: {last} geen enkel resultaat."
        said_now = Said(NO_RESULT, SUPPORT, row["others_on"], 0.0, "aandacht", sentence)
        lines += _line("result", "steun", row["pupil_id"], said_now, row["others_on"], answers)
    return sorted(lines, key=lambda one: (one.since or today, one.key))


def without_growth(
    plans: Iterable[Row], bounds: Mapping[str, float], decided: Iterable[Row], today: date
) -> list[Line]:
    """Plans that run without growth beyond the measurement error, the longest running first.

    bounds: the upper bound of the error by scale, for scores whose error was not delivered.
    """
    answers = _answers(decided, today)
    lines = []
    for row in plans:
        found = growth_sentence(row, bounds)
        if row["measured"] and found is not None:
            said = Said(NO_GROWTH, str(row["plan_id"]), row["last_on"], 0.0, "aandacht", found)
            lines += _line("growth", "plan", row["pupil_id"], said, row["starts_on"], answers)
    return sorted(lines, key=lambda one: (one.since or today, one.key))


def growth_sentence(plan: Row, bounds: Mapping[str, float]) -> str | None:
    """What a plan with results did not show; None where the pupil grew beyond the error."""
    name = plan["line_name"]
    if plan["x_score"] is None or plan["y_score"] is None:
        times = "één meting" if plan["measured"] == 1 else f"{plan['measured']} metingen"
        return f"{name}: te weinig gegevens, {times} sinds de start."
    bound = bounds.get(plan["scale"])
    errors = [error if error is not None else bound for error in (plan["x_error"], plan["y_error"])]
    state = change_state(plan["x_score"], plan["y_score"], *errors)
    if state is None:
        return f"{name}: te weinig gegevens, de meetfout is niet aangeleverd."
    if state is State.WITHIN_ERROR:
        return f"{name}: verschillen binnen de meetfout sinds {plan['x_moment']}."
    if state is State.DECLINE:
        step = dutch.signed(plan["y_score"] - plan["x_score"])
        return f"{name}: daling sinds {plan['x_moment']} ({step} punten, buiten de meetfout)."
    return None


def too_little(signals: Iterable[Row]) -> int:
    """Of how many pupils and groups a rule lacks data."""
    return len(
        {
            (row["pupil_id"], row["group_id"])
            for row in signals
            if row["outcome"] != "signal" and row["rule"] not in ELSEWHERE
        }
    )


def muted(signals: Iterable[Row], decided: Iterable[Row], today: date) -> int:
    """How many signals and lines wait for a later day."""
    signal = [row for row in signals if row["state"] == "muted"]
    line = [
        row
        for row in decided
        if row["decision"] == "gedempt" and (row["until_on"] or today) >= today
    ]
    return len(signal) + len(line)


def _called(plan: Row) -> str:
    kind = "OPP" if plan["plan_kind"] == "opp" else "Handelingsplan"
    return plan["title"] or f"{kind} {plan['line_name'].lower()}"


def _said(row: Row) -> Said:
    return Said(
        row["rule"],
        row["subject"],
        row["since"],
        row["weight"],
        row["severity"],
        row["sentence"],
        row["signal_decision_id"],
        row["decision_version"],
    )


def _answers(decided: Iterable[Row], today: date) -> dict[tuple[Any, ...], tuple[bool, Row]]:
    """By line: whether it is answered on this day, and the decision."""
    return {
        (row["rule"], row["pupil_id"], row["subject"], row["since"]): (
            row["decision"] != "gedempt" or (row["until_on"] or today) >= today,
            row,
        )
        for row in decided
    }


def _line(
    section: Section,
    chip: str,
    pupil_id: int,
    said: Said,
    since: date | None,
    answers: Mapping[tuple[Any, ...], tuple[bool, Row]],
) -> list[Line]:
    """The line, unless it was answered; with the decision whose mute has ended."""
    is_over, earlier = answers.get((said.rule, pupil_id, said.subject, said.since), (False, None))
    if is_over:
        return []
    if earlier is not None:
        said = Said(
            said.rule,
            said.subject,
            said.since,
            said.weight,
            said.severity,
            said.sentence,
            earlier["record_id"],
            earlier["version"],
        )
    place = {NO_RESULT: "r", NO_GROWTH: "g"}[said.rule]
    mark = said.subject if said.subject != SUPPORT else f"u{pupil_id}"
    return [Line(f"{place}{mark}", section, pupil_id, None, chip, (said,), since)]


def _urgency(row: Row) -> tuple[int, date, str]:
    return (_rank(row["severity"]), row["since"] or date.max, row["rule"])


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def points(*lists: Sequence[Line]) -> int:
    """How many lines ask something."""
    return sum(len(one) for one in lists)
