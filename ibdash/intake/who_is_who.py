"""Who a pupil of a file is, where nothing decides it: the questions, and a person's answers.

A question (name and birth date fit more than one known pupil, or more rows fit one, or they differ
a little from those of a pupil of another system) must be answered before the file goes in.  A
proposal (a pupil with a key of its own in this system) need not: without an answer it is another
pupil.  An answer is written in the change of the file itself, so undoing the
file takes it back; it is remembered, and can be taken back by itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from ibdash.access import Person, check_may_change
from ibdash.errors import DecisionNeeded, IbdashError
from ibdash.intake import near_pupils
from ibdash.intake.facts import PUPIL_MATCH
from ibdash.intake.statements import run
from ibdash.store import Change, Store, versions

# An answer: another pupil than the candidates.  For rows that make no pupil: nobody of them.
NEW = "new"
_MOST_PROPOSALS = 50
_MOST_LINES = 5
# A mark names a question in an answer; 16 hexadecimal digits do not meet by chance.
_MARK_DIGITS = 16
_NINE_DIGITS = 9


@dataclass(frozen=True)
class Candidate:
    """A known pupil who may be the one that a file names.

    group, year_group: the newest home group.  systems: whose keys it has, never the keys.
    last_result_on: day of the newest result, None where it has none; last_result_in: its moment
    and school year ("M5 2022-2023").
    """

    pupil_id: int
    public_key: str
    display_name: str
    call_name: str | None
    family_name: str | None
    birth_date: date | None
    group: str | None
    year_group: str | None
    systems: tuple[str, ...]
    last_result_on: date | None
    last_result_in: str | None = None


@dataclass(frozen=True)
class Doubt:
    """A pupil whom a file names and who may be one of the candidates.

    mark: names this question in `Options.same`, the same each time that the file is read.  line,
    sheet: where the file names the pupil first.  key: None where the system gives none, or where it
    might be a secret number.  is_question: must be answered before the file goes in.
    makes_pupil: whether "another pupil" makes one; else the rows are refused then.
    answer: the public key of a candidate, NEW, or None: not answered.
    """

    mark: str
    line: int
    sheet: str | None
    display_name: str | None
    call_name: str | None
    family_name: str | None
    birth_date: date | None
    group: str | None
    year_group: str | None
    key: str | None
    system: str
    candidates: tuple[Candidate, ...]
    is_question: bool
    makes_pupil: bool
    answer: str | None = None

    @property
    def is_open(self) -> bool:
        return self.is_question and self.answer is None

    def as_json(self) -> dict[str, Any]:
        """For the command line: keys and days, no names."""
        return {
            "line": self.line,
            "sheet": self.sheet,
            "mark": self.mark,
            "must_answer": self.is_question,
            "answer": self.answer,
            "candidates": [
                {
                    "pupil": one.public_key,
                    "same_name": one.display_name == self.display_name,
                    "same_birth_date": one.birth_date == self.birth_date,
                    "group": one.group,
                    "year_group": one.year_group,
                    "systems": list(one.systems),
                    "last_result_on": one.last_result_on and one.last_result_on.isoformat(),
                }
                for one in self.candidates
            ],
        }


@dataclass
class _Asked:
    """One doubt with what writing its answer takes.  row: of `maker`, or the ref of named rows."""

    doubt: Doubt
    row: int
    school_id: int
    key: str | None
    words: str
    remembered: tuple[int | None, bool, str] | None
    decided: Candidate | None = None
    is_remembered: bool = False

    @property
    def asked(self) -> str:
        return " ".join(str(number) for number in sorted(one.pupil_id for one in self.candidates))

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.doubt.candidates


def begin(change: Change) -> None:
    """Makes `answered`, empty: the answers that this reading will write."""
    change.cursor.execute(
        "create or replace temp table answered (row ubigint, line integer, school_id bigint,"
        " system varchar, key varchar, words varchar, pupil_id bigint, is_new boolean,"
        " asked varchar, makes_pupil boolean)"
    )


def decide_makers(change: Change, answers: Mapping[str, str], sheet: str | None) -> list[Doubt]:
    """Gives the pupils of `maker` who are in doubt the pupil that a person says they are.

    After the certain matches.  answers: mark, or line, of a doubt: a public key or NEW.
    """
    cursor = change.cursor
    near_pupils.find(cursor)
    run(cursor, "who_is_who", "maker_doubt")
    asked = _asked(cursor, "maker_doubt", sheet)
    if not asked:
        return []
    _answer(asked, answers)
    _refuse_twice(asked)
    _write_decided(cursor, asked)
    cursor.execute(
        "update maker set pupil_id = d.pupil_id from decided as d"
        " where d.row = maker.row and d.pupil_id is not null"
    )
    return _told(asked)


def decide_named(change: Change, answers: Mapping[str, str], sheet: str | None) -> list[Doubt]:
    """The same for `ref_owner`: who is answered has one owner, or none; who is not has none."""
    cursor = change.cursor
    run(cursor, "who_is_who", "named_doubt")
    asked = _asked(cursor, "named_doubt", sheet)
    if not asked:
        return []
    _answer(asked, answers)
    _write_decided(cursor, asked)
    cursor.execute(
        "update ref_owner set pupil_id = d.pupil_id, owners = (d.pupil_id is not null)::integer"
        " from decided as d where d.row = ref_owner.ref"
    )
    return _told(asked)


def check_answered(doubts: Sequence[Doubt]) -> None:
    """Raises DecisionNeeded while a question about a file has no answer."""
    lines = [doubt.line for doubt in doubts if doubt.is_open]
    if not lines:
        return
    shown = ", ".join(str(line) for line in lines[:_MOST_LINES])
    more = f" en nog {len(lines) - _MOST_LINES}" if len(lines) > _MOST_LINES else ""
    title = "Het is niet zeker wie een leerling is"
    if len(lines) > 1:
        title = f"Het is niet zeker wie {len(lines)} leerlingen zijn"
    may_be = "meer dan één leerling"
    if all(len(doubt.candidates) == 1 for doubt in doubts if doubt.is_open):
        may_be = "een leerling die u al hebt"
    raise DecisionNeeded(
        title,
        f"Regel {shown}{more}: dit kan {may_be} zijn; er is niets overgenomen",
        "Zeg wie het is",
        choice="who",
        option="--same REGEL=LEERLING of --new REGEL",
    )


def write_answers(change: Change) -> None:
    """Remembers what was answered, once the pupils of the file are written."""
    run(change.cursor, "who_is_who", "incoming_pupil_match")
    verdicts = versions.compare(change.cursor, PUPIL_MATCH)
    versions.apply(change, PUPIL_MATCH, verdicts)


def take_back(store: Store, pupil_match_id: int, *, who: Person) -> None:
    """Forgets one answer: the next file that names this pupil asks again.

    What came in stays with the pupil that it is of.  Raises IbdashError when there is no such
    answer any more.
    """
    check_may_change(who)
    with store.change(who.name, "edit") as change:
        cursor = change.cursor
        row = cursor.execute(
            "select school_id, system, key, pupil_id, coalesce(source_change, opened_by)"
            " from pupil_match where closed_by is null and pupil_match_id = ?",
            [pupil_match_id],
        ).fetchone()
        if row is None:
            raise IbdashError(
                "Dit antwoord is er niet meer",
                "Het is al teruggenomen, of het bestand is ongedaan gemaakt",
                "Kijk opnieuw bij Wie is wie",
            )
        school_id, system, key, pupil_id, source = row
        versions.close(change, PUPIL_MATCH, f"select {int(pupil_match_id)}")
        # The key that the answer gave to this pupil; a key for one year only has words instead.
        where = "system = $system and key = $key"
        if key is None:
            where = "system = $system || ' tijdelijk' and coalesce(source_change, opened_by) = $of"
        values = {"change": change.change_id, "school": school_id, "pupil": pupil_id}
        values |= {"system": system} | ({"of": source} if key is None else {"key": key})
        cursor.execute(
            "update pupil_alias set closed_by = $change where closed_by is null"
            f" and school_id = $school and pupil_id = $pupil and {where}",
            values,
        )


def _asked(cursor: duckdb.DuckDBPyConnection, table: str, sheet: str | None) -> list[_Asked]:
    """The doubts of a table with their candidates, in the order of the file."""
    row = cursor.execute(f"select count(*) from {table}").fetchone()
    if row is None or not row[0]:
        return []
    cursor.execute(
        f"create or replace temp table asked_about as select distinct pupil_id from {table}"
    )
    run(cursor, "who_is_who", "placed", "known")
    placed = {}
    if table == "maker_doubt":
        run(cursor, "who_is_who", "placed_in_file")
        placed = {
            number: (group, year_group)
            for number, group, year_group in cursor.execute(
                "select row, group_name, year_group from placed_in_file"
            ).fetchall()
        }
    known: dict[int, Candidate] = {}
    for *about, systems, on, within in cursor.execute("select * from known").fetchall():
        whose_keys = tuple(sorted(systems.split("|"))) if systems else ()
        known[about[0]] = Candidate(*(*about, whose_keys, on, within))
    found = cursor.execute(
        "select d.row, min(d.line), any_value(d.school_id), any_value(d.system),"
        " any_value(d.key), any_value(d.shown_key), any_value(d.display_name),"
        " any_value(d.call_name), any_value(d.family_name), any_value(d.birth_date),"
        " any_value(d.words), any_value(d.mark), list(d.pupil_id), bool_or(d.is_question),"
        " bool_or(d.makes_pupil), any_value(t.pupil_match_id), any_value(t.pupil_id),"
        " any_value(t.is_new), any_value(t.asked)"
        f" from {table} as d left join pupil_match as t"
        "  on t.closed_by is null and t.school_id = d.school_id and t.system = d.system"
        "  and t.key is not distinct from d.key"
        "  and t.words is not distinct from if(d.key is null, d.words, null)"
        " group by d.row order by min(d.line), d.row"
    ).fetchall()
    order = {pupil_id: place for place, pupil_id in enumerate(known)}
    asked = []
    for one in found:
        number, line, school_id, system, key, shown, name, call_name, family_name, born = one[:10]
        words, mark, pupils, is_question, makes_pupil, match_id, pupil_id, is_new, before = one[10:]
        doubt = Doubt(
            mark[:_MARK_DIGITS],
            line,
            sheet,
            name,
            call_name,
            family_name,
            born,
            *placed.get(number, (None, None)),
            None if shown and len(shown) == _NINE_DIGITS and shown.isdigit() else shown,
            system,
            tuple(known[pupil] for pupil in sorted(set(pupils), key=order.__getitem__)),
            is_question,
            makes_pupil,
        )
        remembered = None if match_id is None else (pupil_id, bool(is_new), before or "")
        asked.append(_Asked(doubt, number, school_id, key, words, remembered))
    return asked


def _answer(asked: list[_Asked], answers: Mapping[str, str]) -> None:
    """What was answered for this file, else what is remembered of an earlier one."""
    same_words = Counter(one.words for one in asked)
    for one in asked:
        given = answers.get(one.doubt.mark, answers.get(str(one.doubt.line)))
        by_key = {candidate.public_key: candidate for candidate in one.candidates}
        if given == NEW or given in by_key:
            one.doubt = replace(one.doubt, answer=given)
            one.decided = by_key.get(str(given))
        elif one.remembered is not None and (one.key or same_words[one.words] == 1):
            _remember(one, *one.remembered)


def _remember(one: _Asked, pupil_id: int | None, is_new: bool, before: str) -> None:
    """An earlier answer holds while nobody came who was not asked about then."""
    asked_then = set(before.split())
    now = {str(candidate.pupil_id): candidate for candidate in one.candidates}
    if not set(now) <= asked_then | {str(pupil_id)}:
        return
    if pupil_id is None and one.doubt.makes_pupil:
        return
    if pupil_id is not None and str(pupil_id) not in now:
        return
    one.decided = now.get(str(pupil_id))
    one.is_remembered = True
    one.doubt = replace(one.doubt, answer=one.decided.public_key if one.decided else NEW)


def _refuse_twice(asked: list[_Asked]) -> None:
    """Two pupils of one file are never one known pupil: such answers are asked again."""
    chosen = Counter(one.decided.pupil_id for one in asked if one.decided)
    for one in asked:
        if one.decided and chosen[one.decided.pupil_id] > 1:
            one.decided, one.is_remembered = None, False
            one.doubt = replace(one.doubt, answer=None, is_question=True)


def _write_decided(cursor: duckdb.DuckDBPyConnection, asked: list[_Asked]) -> None:
    columns: dict[str, Any] = {
        "row": pa.array([one.row for one in asked], pa.uint64()),
        "line": pa.array([one.doubt.line for one in asked], pa.int32()),
        "school_id": pa.array([one.school_id for one in asked], pa.int64()),
        "system": pa.array([one.doubt.system for one in asked], pa.string()),
        "key": pa.array([one.key for one in asked], pa.string()),
        "words": pa.array([None if one.key else one.words for one in asked], pa.string()),
        "pupil_id": pa.array(
            [one.decided.pupil_id if one.decided else None for one in asked], pa.int64()
        ),
        "is_new": pa.array([one.doubt.answer == NEW for one in asked], pa.bool_()),
        "asked": pa.array([one.asked for one in asked], pa.string()),
        "makes_pupil": pa.array([one.doubt.makes_pupil for one in asked], pa.bool_()),
        "is_said": pa.array(
            [one.doubt.answer is not None and not one.is_remembered for one in asked], pa.bool_()
        ),
    }
    cursor.register("decisions", pa.table(columns))
    cursor.execute("create or replace temp table decided as select * from decisions")
    cursor.unregister("decisions")
    # Two spellings of one pupil give one answer.
    cursor.execute(
        "insert into answered select distinct on (school_id, system, key, words)"
        " * exclude (is_said) from decided where is_said order by line"
    )


def _told(asked: list[_Asked]) -> list[Doubt]:
    """What the user sees: every question, and the first proposals; each mark once."""
    told: dict[str, Doubt] = {}
    proposals = 0
    for one in asked:
        if one.is_remembered or one.doubt.mark in told:
            continue
        proposals += not one.doubt.is_question
        if one.doubt.is_question or proposals <= _MOST_PROPOSALS:
            told[one.doubt.mark] = one.doubt
    return list(told.values())
