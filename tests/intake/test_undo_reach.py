"""How far undo reaches: what built on a file, what stays for others, what would be there twice."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ibdash import intake
from ibdash.errors import DecisionNeeded
from ibdash.intake import Options
from ibdash.store import Store
from ibdash.store.connection import open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.intake.test_tables_intake import PUPILS, RESULTS, rows
from tests.intake.test_undo import check, last_intake
from tests.people import IB, settings_in, taken_in

HEAD, NOOR, NOOR_SPELLING, BO = RESULTS.splitlines()


def table(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def number_of(store: Store, file: str) -> int:
    ((number,),) = rows(store, f"select max(intake_id) from intake where file_name = '{file}'")
    return int(str(number))


def undo(store: Store, file: str) -> intake.Undoing:
    return intake.undo(store, number_of(store, file), who=IB)


def blockers(store: Store, file: str) -> list[str]:
    return [later.file for later in undo(store, file).built_on]


def test_what_undo_opened_again_still_stands_in_the_way_under_its_own_file(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "resultaten.csv", RESULTS)
    taken_in(store, tmp_path, "beter.csv", RESULTS.replace("38,5", "39"))
    assert undo(store, "beter.csv").is_possible
    found = undo(store, "leerlingen.csv").built_on
    assert [(later.file, later.intake_id) for later in found] == [
        ("resultaten.csv", number_of(store, "resultaten.csv"))
    ]
    assert undo(store, "resultaten.csv").is_possible
    assert undo(store, "leerlingen.csv").is_possible
    assert check(store) == []


def test_a_placement_does_not_come_back_into_a_group_that_a_later_list_closed(
    store: Store, tmp_path: Path
) -> None:
    """een.xml no longer has Bo, who was alone in 4B; leeg.xml no longer has 4B either."""
    noor = pupil("1", "Noor", "Wal", born="2017-03-09", group="A")
    bo = pupil("2", "Bo", "Aker", born="2017-05-05", group="B")
    both = (group("A", "4A", "4"), group("B", "4B", "4"))
    replace = Options(replace=True)
    taken_in(store, tmp_path, "twee.xml", edexml("2025-2026", *both, noor, bo))
    taken_in(store, tmp_path, "een.xml", edexml("2025-2026", *both, noor), replace)
    taken_in(store, tmp_path, "leeg.xml", edexml("2025-2026", both[0], noor), replace)
    assert rows(store, 'select count(*) from "group" where closed_by is null') == [(1,)]
    assert blockers(store, "een.xml") == ["leeg.xml"]
    assert undo(store, "leeg.xml").is_possible
    done = undo(store, "een.xml")
    assert done.counts["placement"] == intake.Taken(gone=0, back=1, again=1)
    assert check(store) == []


def test_a_test_that_only_an_old_value_uses_stays_for_when_that_comes_back(
    store: Store, tmp_path: Path
) -> None:
    """The second file's result, of a test that the first named, is of another test since."""
    keyed = f"bron_id;{HEAD}"
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "een.csv", table(keyed, f"r1;{NOOR}"))
    taken_in(store, tmp_path, "twee.csv", table(keyed, f"r2;{BO}"))
    taken_in(store, tmp_path, "anders.csv", table(keyed, f"r2;{BO}".replace("DMT", "Kijk")))
    done = undo(store, "een.csv")
    assert (done.is_possible, done.kept, done.counts["test"].gone) == (True, 1, 0)
    assert undo(store, "anders.csv").is_possible
    assert rows(store, "select test_name from open_result") == [("DMT",)]
    assert check(store) == []


def test_what_stayed_for_others_goes_with_the_last_of_them(store: Store, tmp_path: Path) -> None:
    """The first file brought school and test; both leave when the second file does."""
    first, second = (table(PUPILS.splitlines()[0], line) for line in PUPILS.splitlines()[1:])
    taken_in(store, tmp_path, "noor.csv", first)
    taken_in(store, tmp_path, "bo.csv", second)
    # The group is of the first file and Bo is in it.
    assert blockers(store, "noor.csv") == ["bo.csv"]
    taken_in(store, tmp_path, "een.csv", table(HEAD, NOOR))
    taken_in(store, tmp_path, "twee.csv", table(HEAD, BO))
    assert undo(store, "een.csv").kept == 1
    done = undo(store, "twee.csv")
    assert (done.kept, done.counts["test"].gone) == (0, 1)
    assert rows(store, "select count(*) from test where closed_by is null") == [(0,)]
    assert check(store) == []


def test_an_old_date_does_not_come_back_where_a_later_file_has_a_result(
    store: Store, tmp_path: Path
) -> None:
    """datum.csv moved Noor's test by a day; then a file has a result on each of the two days."""
    moved = NOOR.replace("2026-01-20", "2026-01-22")
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "een.csv", table(HEAD, NOOR))
    assert taken_in(store, tmp_path, "datum.csv", table(HEAD, moved)).counts["result"].changed == 1
    report = taken_in(store, tmp_path, "beide.csv", table(HEAD, NOOR, moved))
    assert (report.counts["result"].new, report.counts["result"].same) == (1, 1)
    assert blockers(store, "datum.csv") == ["beide.csv"]
    assert undo(store, "beide.csv").is_possible
    assert undo(store, "datum.csv").is_possible
    assert rows(store, "select taken_on::varchar from result where closed_by is null") == [
        ("2026-01-20",)
    ]
    assert check(store) == []


def test_counts_that_are_not_those_that_were_seen_stop_it(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    seen = intake.preview_undo(store, last_intake(store), who=IB)
    other = {**seen.counts, "pupil": intake.Taken(gone=3, back=0)}
    with pytest.raises(DecisionNeeded, match="intussen veranderd"):
        intake.undo(store, last_intake(store), who=IB, expected=other)
    assert rows(store, "select count(*) from pupil where closed_by is null") == [(2,)]
    assert intake.undo(store, last_intake(store), who=IB, expected=seen.counts).is_possible


def test_a_name_that_comes_back_is_told_as_a_whole(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.csv", PUPILS)
    taken_in(store, tmp_path, "naam.csv", PUPILS.replace("Noor;van der;Wal", "Nora;;Waal"))
    done = undo(store, "naam.csv")
    assert [(c.what, c.column, c.old, c.new) for c in done.back] == [
        ("leerling", "naam", "Nora Waal", "Noor van der Wal")
    ]


@examples(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from("NPRSDB"), min_size=2, max_size=4),
    st.randoms(use_true_random=False),
)
def test_in_whatever_order_files_are_undone_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, files: list[str], chance: object
) -> None:
    """Each try is refused as a whole or keeps every rule; in the end nothing is left."""
    folder = tmp_path_factory.mktemp("undo")
    store = open_store(settings_in(folder))
    try:
        for number, what in enumerate(files):
            content, options = _FILES[what]
            taken_in(store, folder, f"{number}{what}.csv", content, options)
        left = [int(str(one)) for (one,) in rows(store, "select intake_id from intake order by 1")]
        while left:
            # A few at random, then the newest, which always can.
            tries = [*chance.sample(left, min(2, len(left))), left[-1]]  # type: ignore[attr-defined]
            for number in tries:
                if number in left and intake.undo(store, number, who=IB).is_possible:
                    left.remove(number)
                assert check(store) == []
            assert number not in left
        for name in ("school", "pupil", "pupil_alias", "group", "placement", "test", "result"):
            assert rows(store, f'select count(*) from "{name}" where closed_by is null') == [(0,)]
    finally:
        store.close()


_ONE = table(*PUPILS.splitlines()[:2])
_FILES: dict[str, tuple[str, Options]] = {
    "N": (PUPILS, Options()),
    "P": (_ONE.replace("4A", "4B"), Options(replace=True)),
    "R": (RESULTS, Options()),
    "S": (RESULTS.replace("38,5", "39"), Options()),
    "D": (table(HEAD, NOOR.replace("2026-01-20", "2026-01-22")), Options()),
    "B": (table(HEAD, NOOR, NOOR.replace("2026-01-20", "2026-01-22"), BO), Options()),
}
