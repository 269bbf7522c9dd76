"""Whatever the bytes are, the intake takes in or refuses, and the store stays sound."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_tables_intake import PUPILS, RESULTS
from tests.people import IB, taken_in

EDEXML = edexml(
    "2025-2026",
    group("G5", "5A", "5"),
    pupil("1001", "Noor", "Wal", prefix="van der", born="2018-03-09", group="G5"),
    pupil("2", "Bo", "Aker", born="2016-05-05", group="G5"),
)
FILES = {"a.xml": EDEXML, "leerlingen.csv": PUPILS, "resultaten.csv": RESULTS}


def _facts(store: Store) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(
            "select (select count(*) from pupil), (select count(*) from result),"
            " (select count(*) from placement), (select version from store_version)"
        ).fetchall()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.sampled_from(sorted(FILES)),
    at=st.floats(0, 1),
    put=st.binary(max_size=12),
    cut=st.integers(0, 40),
)
def test_damaged_files_never_leave_half_an_intake(
    store: Store, tmp_path: Path, name: str, at: float, put: bytes, cut: int
) -> None:
    whole = FILES[name].encode()
    place = int(at * len(whole))
    damaged = whole[:place] + put + whole[place + cut :]
    before = _facts(store)
    report = taken_in(store, tmp_path, name, damaged)
    assert report.state in ("applied", "unchanged", "refused", "waiting")
    if report.state != "applied":
        assert _facts(store) == before
    else:
        assert _facts(store) != before
    if report.state in ("refused", "waiting"):
        assert report.title
    for question in all_questions():
        if question.name.startswith("check/"):
            assert ask(store, question.name, who=IB).num_rows == 0, question.name
