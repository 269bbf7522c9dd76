"""`python -m ibdash.bench.page_runs RUNS`: server times of every page, as JSON, on one store.

The store is the one of the environment.  All times are in seconds.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest

from ibdash.access import person_of
from ibdash.bench import page_visits
from ibdash.questions import ask, face
from ibdash.settings import load
from ibdash.store import Store, open_store

if TYPE_CHECKING:
    from ibdash.questions import Question


def main(runs: int) -> None:
    """Prints {"empty": [...], "pages": [{"name", "warm", "cold", "questions"}, ...]}."""
    school, pupil = _somebody()
    empty = AppTest.from_string(page_visits.EMPTY_PAGE, default_timeout=60).run()
    answer = {
        "empty": _timed(empty.run, runs),
        "pages": [_page(visit, runs) for visit in page_visits.visits(school, pupil)],
    }
    print(json.dumps(answer))


def _somebody() -> tuple[str, str]:
    """The school in the middle of the store and a pupil of year group 6 or so, as public keys."""
    settings = load(page_visits.ROOT, os.environ)
    who = person_of(settings)
    store = open_store(settings)
    try:
        schools = ask(store, "frame/schools", who=who).to_pylist()
        school = schools[len(schools) // 2]
        pupils = ask(
            store, "frame/pupils", who=who, school_id=school["school_id"], today=date.today()
        ).to_pylist()
        return school["public_key"], pupils[len(pupils) // 2]["public_key"]
    finally:
        store.close()


def _page(visit: page_visits.Visit, runs: int) -> dict[str, Any]:
    """warm: nothing changed since the run before.  cold: the answers are forgotten before each.

    questions: per question its time in each cold run.
    """
    running = page_visits.opened(visit)
    warm = _timed(running.run, runs)
    spent: list[dict[str, float]] = []
    with_times = face._run

    def run(
        store: Store, asked: "Question", values: dict[str, Any], known_at: int | None
    ) -> pa.Table:
        began = time.perf_counter()
        table = with_times(store, asked, values, known_at)
        spent[-1][asked.name] = spent[-1].get(asked.name, 0.0) + time.perf_counter() - began
        return table

    def forget_and_run() -> None:
        spent.append({})
        face._answers.clear()
        running.run()

    face._run = run
    try:
        cold = _timed(forget_and_run, runs)
    finally:
        face._run = with_times
    page_visits.check_drawn(running, visit.name, visit.shows)
    return {"name": visit.name, "warm": warm, "cold": cold, "questions": spent[1:]}


def _timed(run: Callable[[], object], runs: int) -> list[float]:
    """The seconds of so many runs, after one that does not count."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return times[1:]


if __name__ == "__main__":
    main(int(sys.argv[1]))
