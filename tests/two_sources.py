"""Files of two sources about the same results: the open tables, said by whom the test wants."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ibdash import intake
from ibdash.intake import Options, Report, take_in
from ibdash.questions import all_questions, ask
from ibdash.sources.reading import Limits, Reading, Role, SourceFile
from ibdash.sources.recognise import open_reading
from ibdash.store import Store
from tests.line_school import YEAR, pupils_table, result, results_table
from tests.people import IB, settings_in

SYSTEMS: Mapping[Role, str] = {
    "publisher": "uwlr toetser",
    "pupil_system": "esis",
    "table": "open",
    "former_school": "oso 99ZZ",
}


def said(
    store: Store,
    folder: Path,
    role: Role,
    name: str,
    content: str,
    *,
    as_pupils: bool = False,
    options: Options | None = None,
    preview: bool = False,
    **settings: Any,
) -> Report:
    """Takes a table in as a file of a source of this role.

    as_pupils: the keys of the pupils are of that source's own numbering too.
    """

    def reading(file: SourceFile, limits: Limits, *profiles: Any) -> list[Reading]:
        found = open_reading(file, limits, *profiles)
        for one in found:
            one.role, one.source = role, SYSTEMS[role]
            if as_pupils:
                one.system = SYSTEMS[role]
        return found

    take = intake.preview if preview else intake.apply
    with patch.object(take_in, "open_reading", reading):
        return take(
            store,
            SourceFile(name, content.encode()),
            who=IB,
            settings=settings_in(folder, **settings),
            options=options or Options(),
        )


def pupils(store: Store, folder: Path, count: int = 2) -> None:
    """The pupils 1, 2 ... of group 6a."""
    table = pupils_table([(key, YEAR, "6a", "6") for key in range(1, count + 1)])
    assert said(store, folder, "pupil_system", "leerlingen.csv", table).state == "applied"


def one(moment: str = "M6", score: float | None = 50, **more: Any) -> str:
    """`resultaten` with one result of pupil 1, on 20 January unless `day` says so."""
    return results_table([result(1, moment, YEAR, score, **more)])


def facts(store: Store) -> list[tuple[Any, ...]]:
    """What is known of every result, without keys and origin."""
    return rows(
        store,
        "select moment, taken_on::varchar, ability_score, measurement_error, level_scale, level,"
        " percentile, norm_version from result where closed_by is null order by all",
    )


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def result_id(store: Store) -> int:
    """The only result."""
    ((found,),) = rows(store, "select result_id from result where closed_by is null")
    return int(found)


def broken(store: Store) -> list[str]:
    """The questions of `check` that have an answer."""
    return [
        question.name
        for question in all_questions()
        if question.name.startswith("check/") and ask(store, question.name, who=IB).num_rows
    ]


def undo_last(store: Store) -> intake.Undoing:
    ((last,),) = rows(store, "select max(intake_id) from intake")
    return intake.undo(store, int(last), who=IB)
