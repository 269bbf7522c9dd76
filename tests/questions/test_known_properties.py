"""Whatever was taken in and undone: asked as of a change, every page shows what it showed then."""

import contextlib
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ibdash import intake
from ibdash.errors import IbdashError
from ibdash.intake import Options
from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.line_school import pupils_table, result, results_table
from tests.people import IB, TODAY, settings_in, taken_in

YEAR = "2025-2026"


def _file(what: str, amount: int) -> tuple[str, str]:
    """A list of `amount` pupils, results of two of them, plans, or support levels."""
    if what == "pupils":
        placed = [(key, YEAR, "6a" if key % 2 else "6b", "6") for key in range(1, amount + 2)]
        return "leerlingen.csv", pupils_table(placed)
    if what == "results":
        rows = [
            result(key, "M6", YEAR, 70 + amount, niveau="II", niveauschaal="I-V") for key in (1, 2)
        ]
        return "resultaten.csv", results_table(rows)
    if what == "plans":
        return "plannen.csv", (
            "leerling_id;soort;leerlijn;begindatum;status\n"
            f"1;handelingsplan;rekenen;2025-10-0{amount};lopend\n"
        )
    return "ondersteuning.csv", f"leerling_id;niveau;vanaf\n1;{amount};2025-09-01\n"


_STEPS = st.one_of(
    st.tuples(st.sampled_from(["pupils", "results", "plans", "support"]), st.integers(1, 4)),
    st.tuples(st.just("undo"), st.integers(0, 3)),
)


@examples(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(_STEPS, min_size=2, max_size=7))
def test_as_known_at_a_change_is_what_was_shown_right_after_it(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("known")
    store = open_store(settings_in(folder))
    try:
        seen = {0: _all(store)}
        for what, amount in [("pupils", 3), *steps]:
            if what == "undo":
                _undo(store, amount)
            else:
                taken_in(store, folder, *_file(what, amount), Options(replace=True, confirmed=True))
            seen[_last(store)] = _all(store)
        for number, answers in seen.items():
            again = _all(store, number)
            assert again.keys() == answers.keys(), number
            for question, answer in answers.items():
                assert again[question].equals(answer), (number, question)
    finally:
        store.close()


def _last(store: Store) -> int:
    with store.read() as cursor:
        (number,) = cursor.execute("select coalesce(max(change_id), 0) from change").fetchall()[0]
    return int(number)


def _undo(store: Store, place: int) -> None:
    """Undoes one of the files, where that can be done."""
    known = ask(store, "intake/history", who=IB).column("intake_id").to_pylist()
    if known:
        # One that was undone before is refused.
        with contextlib.suppress(IbdashError):
            intake.undo(store, known[place % len(known)], who=IB)


def _all(store: Store, known_at: int | None = None) -> dict[str, pa.Table]:
    """The answers behind every page, about the whole school."""

    def asked(name: str, **values: Any) -> pa.Table:
        return ask(store, name, who=IB, known_at=known_at, **values)

    answers = {name: asked(name) for name in ("frame/schools", "intake/history")}
    for school in answers["frame/schools"].column("school_id").to_pylist():
        year = {"school_id": school, "school_year": YEAR}
        about = {"about": "school", "group_id": None, "year_group": None, "pupil_id": None}
        groups = asked("frame/groups", **year, today=TODAY)
        answers |= {
            "frame/groups": groups,
            "frame/school_years": asked("frame/school_years", school_id=school),
            "frame/pupils": asked("frame/pupils", school_id=school, today=TODAY),
            "intake/in_store": asked("intake/in_store", school_id=school),
            "line/delivered": asked("line/delivered", **year, **about, today=TODAY),
        }
        for group in groups.column("group_id").to_pylist():
            pupils = asked("group/pupils", **year, group_id=group, today=TODAY)
            answers[f"group/pupils {group}"] = pupils
            answers[f"group/latest_results {group}"] = asked(
                "group/latest_results",
                pupil_ids=pupils.column("pupil_id").to_pylist(),
                year_groups=pupils.column("year_group").to_pylist(),
                school_year=YEAR,
            )
    return answers
