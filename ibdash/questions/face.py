"""Asks a question of a store and gives Arrow back, from the cache where nothing has changed."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from ibdash.access import Person, check_may_read, check_may_read_restricted
from ibdash.errors import QuestionUnknown
from ibdash.questions import doubles
from ibdash.questions.catalogue import Question, question
from ibdash.store import Store

# Answers are small (a page's tables); 512 of them stay below some 50 MB.
_MOST_ANSWERS = 512
_answers: "OrderedDict[tuple[object, ...], pa.Table]" = OrderedDict()
_lock = threading.Lock()
# Where a rule of the field, which no SQL may have to itself, ends what the question begins.
_JUDGED: Mapping[str, Callable[[pa.Table], pa.Table]] = {"who_is_who/doubles": doubles.judged}


def ask(
    store: Store, name: str, *, who: Person, known_at: int | None = None, **values: Any
) -> pa.Table:
    """The answer to one question as an Arrow table.

    known_at: the number of a change, to ask what was known right after it; None: now.
    values: exactly the parameters of the question's header; a list is a Python list.
    The answer is cached by store, question, parameters, who, known_at and the versions of the
    families of tables that the header names, so it is never stale and never has to be cleared by
    hand.  The versions count for an earlier change too: what was known then can only become less,
    and a removal must empty the cache as well.
    Raises AccessRefused when `who` may not see pupils, or not the restricted facts that are asked
    for, by the question or by its value `restricted`; QuestionUnknown for a wrong name or value.
    """
    return _kept(store, question(name), who, known_at, values, _run)


def count_rows(
    store: Store, name: str, *, who: Person, known_at: int | None = None, **values: Any
) -> int:
    """How many rows the answer to a question has; none of them is fetched.

    Values that the question does not know are left out; else as :func:`ask`.
    """
    asked = question(name)
    known = _known_values(asked, values)
    return int(_kept(store, asked, who, known_at, known, _count).column(0)[0].as_py())


@contextlib.contextmanager
def answers(
    store: Store, *, who: Person, known_at: int | None = None
) -> Iterator[Callable[..., pa.RecordBatchReader]]:
    """Asks for answers too large to be kept: batch by batch, and together of one moment.

    Gives a function (name, rows a batch, values of the question) -> reader; a reader is read to its
    end before the next question is asked.  Values that a question does not know are left out.
    Raises as :func:`ask`.
    """
    check_may_read(who)
    with store.read(known_at) as cursor:
        if known_at is None:
            cursor.execute("begin transaction read only")

        def answer(name: str, rows: int, **values: Any) -> pa.RecordBatchReader:
            asked = question(name)
            if asked.is_restricted or values.get("restricted"):
                check_may_read_restricted(who)
            known = _known_values(asked, values)
            _check_names(asked, known)
            return cursor.execute(asked.sql, known).to_arrow_reader(rows)

        yield answer


def row_or_none(table: pa.Table) -> dict[str, Any] | None:
    """The only row of an answer as a dict, or None when there is none."""
    rows = table.slice(0, 1).to_pylist()
    return rows[0] if rows else None


def _kept(
    store: Store,
    asked: Question,
    who: Person,
    known_at: int | None,
    values: dict[str, Any],
    run: Callable[[Store, Question, dict[str, Any], int | None], pa.Table],
) -> pa.Table:
    """What `run` gives, from the cache where nothing it depends on has changed."""
    check_may_read(who)
    if asked.is_restricted or values.get("restricted"):
        check_may_read_restricted(who)
    _check_names(asked, values)
    versions = store.versions()
    key = (
        store.serial,
        asked.name,
        run,
        who,
        known_at,
        tuple(versions[family] for family in asked.families),
        tuple(sorted((k, tuple(v) if isinstance(v, list) else v) for k, v in values.items())),
    )
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    table = run(store, asked, values, known_at)
    with _lock:
        _answers[key] = table
        while len(_answers) > _MOST_ANSWERS:
            _answers.popitem(last=False)
    return table


def _known_values(asked: Question, values: dict[str, Any]) -> dict[str, Any]:
    return {one.name: values[one.name] for one in asked.parameters if one.name in values}


def _count(store: Store, asked: Question, values: dict[str, Any], known_at: int | None) -> pa.Table:
    with store.read(known_at) as cursor:
        inner = asked.sql.rstrip().removesuffix(";")
        return cursor.execute(f"select count(*) from ({inner}\n)", values).to_arrow_table()


def _run(store: Store, asked: Question, values: dict[str, Any], known_at: int | None) -> pa.Table:
    with store.read(known_at) as cursor:
        try:
            table = cursor.execute(asked.sql, values).to_arrow_table()
        except (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.BinderException):
            # DuckDB quotes the value in its message, so it is not passed on.
            raise QuestionUnknown(
                "Deze vraag kon niet worden gesteld",
                f"Een waarde van '{asked.name}' is niet van de goede soort",
                "Nodig: " + ", ".join(f"{p.name} ({p.type})" for p in asked.parameters),
            ) from None
    judge = _JUDGED.get(asked.name)
    return judge(table) if judge else table


def _check_names(asked: Question, values: dict[str, Any]) -> None:
    wanted = {parameter.name for parameter in asked.parameters}
    if wanted != set(values):
        parts = (("er ontbreekt", wanted - set(values)), ("te veel is", set(values) - wanted))
        wrong = ", ".join(f"{words} {', '.join(sorted(names))}" for words, names in parts if names)
        raise QuestionUnknown(
            "Deze vraag is niet goed gesteld",
            f"'{asked.name}': {wrong}",
            "Nodig: " + (", ".join(f"{p.name} ({p.type})" for p in asked.parameters) or "niets"),
        )
