"""What must hold for every question: header, parameters, and an empty store gives no rows."""

from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from ibdash.errors import AccessRefused, QuestionUnknown
from ibdash.questions import Question, all_questions, ask, question
from ibdash.store import Store
from tests.people import IB, NOBODY

_EXAMPLES: dict[str, Any] = {
    "bigint": 1,
    "integer": 1,
    "double": 1.0,
    "varchar": "2025-2026",
    "date": date(2026, 2, 9),
    "timestamp": datetime(2026, 2, 9, 23, 0),
    "boolean": True,
}


def _example(kind: str) -> Any:
    return [_example(kind.removesuffix("[]"))] if kind.endswith("[]") else _EXAMPLES[kind]


_all = pytest.mark.parametrize("asked", all_questions(), ids=lambda asked: asked.name)


@_all
def test_header_and_sql_name_the_same_parameters(asked: Question) -> None:
    with duckdb.connect() as connection:
        statements = connection.extract_statements(asked.sql)
    assert len(statements) == 1
    assert statements[0].named_parameters == {parameter.name for parameter in asked.parameters}


@_all
def test_an_empty_store_answers_without_rows_or_with_empty_totals(
    asked: Question, store: Store
) -> None:
    values = {parameter.name: _example(parameter.type) for parameter in asked.parameters}
    table = ask(store, asked.name, who=IB, **values)
    numbers = [value for row in table.to_pylist() for value in row.values()]
    assert all(value in (None, 0, "", False) or value == [] for value in numbers) or (
        table.num_rows <= 1
    )


@_all
def test_nobody_gets_no_answer(asked: Question, store: Store) -> None:
    values = {parameter.name: _example(parameter.type) for parameter in asked.parameters}
    with pytest.raises(AccessRefused):
        ask(store, asked.name, who=NOBODY, **values)


@_all
def test_every_question_says_in_one_line_what_it_asks(asked: Question) -> None:
    assert asked.asks
    assert asked.row
    assert set(asked.families) <= {"facts", "care", "signals", "audit"}


@_all
def test_every_question_says_the_same_in_dutch(asked: Question) -> None:
    assert asked.asks_in_dutch.endswith("?")
    assert asked.asks_in_dutch != asked.asks
    assert not {"the", "of", "which", "how"} & set(asked.asks_in_dutch.lower().split()[:2])


def test_an_unknown_question_names_those_that_exist() -> None:
    with pytest.raises(QuestionUnknown) as caught:
        question("check/nonsense")
    assert "check/open_once" in caught.value.remedy


def test_a_missing_and_an_extra_parameter_are_named(store: Store) -> None:
    with pytest.raises(QuestionUnknown) as caught:
        ask(store, "check/open_once", who=IB, group_id=1)
    assert caught.value.text == "'check/open_once': te veel is group_id"


def test_an_answer_is_remembered_until_its_family_changes(store: Store) -> None:
    first = ask(store, "check/open_once", who=IB)
    assert ask(store, "check/open_once", who=IB) is first
    with store.change("Ina", "edit") as change:
        change.touch("audit")
    assert ask(store, "check/open_once", who=IB) is first
    with store.change("Ina", "edit") as change:
        change.touch("facts")
    assert ask(store, "check/open_once", who=IB) is not first
