"""The new year's list beside the year before: who moved on, came and left, and what is asked."""

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibdash import intake
from ibdash.domain.year_change import ABSENT, Kind, kind_of
from ibdash.intake import Options, Report
from ibdash.intake.year_change import YearChange
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, settings_in, taken_in

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "edexml"
GROUPS = tuple(group(f"G{code}", f"{code}A", code) for code in "12345678")
# Of 2024-2025: Ada moves on, Bo stays down, Cas skips a year, Dex is in 8; Eva and Fay vanish.
BEFORE = edexml(
    "2024-2025",
    *GROUPS,
    pupil("1", "Ada", "Een", born="2016-01-01", group="G4"),
    pupil("2", "Bo", "Twee", born="2015-01-01", group="G5"),
    pupil("3", "Cas", "Drie", born="2015-02-01", group="G5"),
    pupil("4", "Dex", "Vier", born="2012-01-01", group="G8"),
    pupil("5", "Eva", "Vijf", born="2014-01-01", group="G6"),
    pupil("6", "Fay", "Zes", born="2014-02-01", group="G6"),
)
MOVED = (
    pupil("1", "Ada", "Een", born="2016-01-01", group="G5"),
    pupil("2", "Bo", "Twee", born="2015-01-01", group="G5"),
    pupil("3", "Cas", "Drie", born="2015-02-01", group="G7"),
)
AFTER = edexml("2025-2026", *GROUPS, *MOVED, pupil("7", "Gus", "Zeven", group="G1"))


def one(store: Store, sql: str) -> tuple[object, ...] | None:
    with store.read() as cursor:
        return cursor.execute(sql).fetchone()


def change_of(report: Report) -> YearChange:
    assert report.year_change is not None
    return report.year_change


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """One school as it was in 2024-2025."""
    assert taken_in(store, tmp_path, "2024.xml", BEFORE).year_change is None, "a first file"
    return store


def ids(report: Report) -> dict[str, int]:
    """Calling name: pupil_id, of the pupils who are asked about."""
    return {str(one.call_name): one.pupil_id for one in change_of(report).missing}


def test_everybody_is_counted_once_and_only_who_is_missing_is_asked_about(
    school: Store, tmp_path: Path
) -> None:
    file = SourceFile("2025.xml", AFTER.encode())
    shown = intake.preview(school, file, who=IB, settings=settings_in(tmp_path), options=Options())
    change = change_of(shown)
    assert (change.year_before, change.school_year) == ("2024-2025", "2025-2026")
    assert change.counts == {
        "moved_on": 1,
        "doubled": 1,
        "skipped": 1,
        "came": 1,
        "left_after_8": 1,
        "missing": 2,
    }
    assert [(one.display_name, one.group_before, one.group) for one in change.pupils] == [
        ("Cas Drie", "5A", "7A"),
        ("Bo Twee", "5A", "5A"),
        ("Eva Vijf", "6A", None),
        ("Fay Zes", "6A", None),
        ("Dex Vier", "8A", None),
        ("Gus Zeven", None, "1A"),
    ]
    assert set(ids(shown)) == {"Eva", "Fay"}
    assert change == change_of(taken_in(school, tmp_path, "2025.xml", AFTER))


def test_without_an_answer_all_stays_and_it_is_told(school: Store, tmp_path: Path) -> None:
    report = taken_in(school, tmp_path, "2025.xml", AFTER)
    assert (report.state, report.exit_code) == ("applied", 0)
    assert [remark.text for remark in report.remarks] == [
        "2 leerlingen van 2024-2025 ontbreken in dit bestand, nog niet uit groep 8 en zonder"
        " uitstroomdatum; er is niets aan veranderd"
    ]
    assert one(school, "select count(*) from pupil where left_on is not null") == (0,)
    assert one(
        school,
        "select count(*) from placement where closed_by is null and school_year = '2024-2025'",
    ) == (6,)


def test_an_answer_is_a_fact_of_that_change(school: Store, tmp_path: Path) -> None:
    shown = intake.preview(
        school,
        SourceFile("2025.xml", AFTER.encode()),
        who=IB,
        settings=settings_in(tmp_path),
        options=Options(),
    )
    who = ids(shown)
    options = Options(left=frozenset({who["Eva"]}), stays=frozenset({who["Fay"]}))
    report = taken_in(school, tmp_path, "2025.xml", AFTER, options)
    assert (change_of(report).left, change_of(report).stays) == (1, 1)
    assert [remark.text for remark in report.remarks] == [
        "1 leerling van 2024-2025 is naar uw antwoord van school per 31 juli 2025",
        "1 leerling van 2024-2025 hoort er naar uw antwoord nog bij en staat in 2025-2026 bij"
        " Zonder groep",
    ]
    assert one(
        school,
        "select p.left_on, p.source_row, c.who, c.kind, c.intake_id is not null"
        " from pupil as p join change as c on c.change_id = p.opened_by"
        " where p.closed_by is null and p.call_name = 'Eva'",
    ) == (date(2025, 7, 31), 0, "Ina Fictief", "intake", True)
    assert one(
        school,
        "select x.group_id, x.year_group, x.source_row from placement as x"
        " join pupil as p on p.pupil_id = x.pupil_id and p.closed_by is null"
        " where x.closed_by is null and x.school_year = '2025-2026' and p.call_name = 'Fay'",
    ) == (None, None, 0)
    assert one(school, "select count(*) from pupil where closed_by is null") == (7,)


def test_undo_takes_the_answers_back(school: Store, tmp_path: Path) -> None:
    taken_in(school, tmp_path, "2025.xml", AFTER, Options(gone="leave"))
    gone = "select count(*) from pupil where closed_by is null and left_on = '2025-07-31'"
    assert one(school, gone) == (2,)
    (newest,) = one(school, "select max(intake_id) from intake") or (0,)
    assert intake.undo(school, int(str(newest)), who=IB).is_possible
    assert one(school, gone) == (0,)
    again = taken_in(school, tmp_path, "2025.xml", AFTER)
    assert change_of(again).is_first, "it is a new year again"
    assert len(change_of(again).missing) == 2


@pytest.mark.parametrize("answer", ["left", "stays"])
def test_a_later_answer_stands_in_the_way_of_undoing_the_list(
    school: Store, tmp_path: Path, answer: str
) -> None:
    """Otherwise a pupil would be left alone in a year without groups, or out of a year that ran."""
    first = taken_in(school, tmp_path, "2025.xml", AFTER)
    (listed,) = one(school, "select max(intake_id) from intake") or (0,)
    who = frozenset(ids(first).values())
    options = Options(left=who) if answer == "left" else Options(stays=who)
    assert taken_in(school, tmp_path, "2025 nog eens.xml", AFTER, options).state == "applied"
    refused = intake.undo(school, int(str(listed)), who=IB)
    assert [later.file for later in refused.built_on] == ["2025 nog eens.xml"]
    (answered,) = one(school, "select max(intake_id) from intake") or (0,)
    assert intake.undo(school, int(str(answered)), who=IB).is_possible
    assert intake.undo(school, int(str(listed)), who=IB).is_possible


def test_the_same_year_again_asks_nothing_once_it_was_answered(
    school: Store, tmp_path: Path
) -> None:
    taken_in(school, tmp_path, "2025.xml", AFTER, Options(gone="leave"))
    again = taken_in(school, tmp_path, "2025.xml", AFTER)
    assert (again.state, again.year_change) == ("unchanged", None)


def test_who_was_not_known_may_still_be_answered_for_later(school: Store, tmp_path: Path) -> None:
    first = taken_in(school, tmp_path, "2025.xml", AFTER)
    again = taken_in(school, tmp_path, "2025.xml", AFTER)
    assert (again.state, change_of(again).is_first, again.remarks) == ("unchanged", False, [])
    who = frozenset(ids(first).values())
    later = taken_in(school, tmp_path, "2025.xml", AFTER, Options(left=who))
    assert (later.state, change_of(later).left) == ("applied", 2)


def test_an_older_list_does_not_undo_an_answer_and_a_newer_one_does(
    school: Store, tmp_path: Path
) -> None:
    taken_in(school, tmp_path, "2025.xml", AFTER, Options(gone="leave"))
    left = "select count(*) from pupil where closed_by is null and left_on is not null"
    taken_in(school, tmp_path, "2024.xml", BEFORE)
    assert one(school, left) == (2,)
    eva = pupil("5", "Eva", "Vijf", born="2014-01-01", group="G7")
    taken_in(school, tmp_path, "2025.xml", edexml("2025-2026", *GROUPS, *MOVED, eva))
    assert one(school, left) == (1,)


def test_a_day_of_leaving_answers_the_question_itself(store: Store, tmp_path: Path) -> None:
    leaving = pupil("5", "Eva", "Vijf", group="G6").replace(
        "</leerling>", "<uitstroomdatum>2025-07-11</uitstroomdatum></leerling>"
    )
    taken_in(store, tmp_path, "a.xml", edexml("2024-2025", *GROUPS, MOVED[0], leaving))
    report = taken_in(store, tmp_path, "b.xml", edexml("2025-2026", *GROUPS, *MOVED))
    assert change_of(report).counts == {"doubled": 1, "came": 2, "left_before": 1}
    assert change_of(report).missing == ()


def test_a_refused_pupil_makes_nobody_missing(school: Store, tmp_path: Path) -> None:
    nameless = '<leerling key="5"><jaargroep>7</jaargroep></leerling>'
    after = edexml("2025-2026", *GROUPS, *MOVED, nameless)
    change = change_of(taken_in(school, tmp_path, "2025.xml", after, Options(gone="leave")))
    assert (change.is_certain, change.missing, change.left) == (False, (), 0)
    assert change.counts["missing"] == 2


def test_a_namesake_among_the_new_pupils_is_pointed_at(school: Store, tmp_path: Path) -> None:
    after = edexml("2025-2026", *GROUPS, *MOVED, pupil("#9", "Eva", "Vijf", group="G7"))
    change = change_of(taken_in(school, tmp_path, "2025.xml", after))
    assert {one.call_name: one.has_namesake for one in change.missing} == {
        "Eva": True,
        "Fay": False,
    }


def test_the_table_of_pupils_is_a_list_of_a_year_too(store: Store, tmp_path: Path) -> None:
    head = "leerling_id;roepnaam;schooljaar;groep;jaargroep\n"
    taken_in(store, tmp_path, "a.csv", f"{head}1;Ada;2024-2025;4A;4\n2;Bo;2024-2025;5A;5\n")
    report = taken_in(store, tmp_path, "b.csv", f"{head}1;Ada;2025-2026;5A;5\n")
    assert change_of(report).counts == {"moved_on": 1, "missing": 1}
    assert report.as_json()["year_change"] == {
        "from": "2024-2025",
        "to": "2025-2026",
        "counts": {"moved_on": 1, "missing": 1},
        "answered": {"left": 0, "stays": 0},
    }


def test_another_school_and_an_older_year_are_no_change_of_year(
    school: Store, tmp_path: Path
) -> None:
    other = edexml("2025-2026", *GROUPS, *MOVED, brin="11AA")
    options = Options(confirmed=True)
    assert taken_in(school, tmp_path, "b.xml", other, options).year_change is None
    older = edexml("2023-2024", *GROUPS, *MOVED)
    assert taken_in(school, tmp_path, "c.xml", older).year_change is None


def test_the_golden_years(store: Store, tmp_path: Path) -> None:
    for name in ("edexml21_vorig_jaar.xml", "edexml21.xml"):
        report = taken_in(store, tmp_path, name, (GOLDEN / name).read_bytes())
    # 00003 and the dummy key are new, 00005 was never here (H); 00009 was in 8.
    assert change_of(report).counts == {
        "moved_on": 1,
        "doubled": 1,
        "came": 2,
        "left_after_8": 1,
    }
    assert change_of(report).missing == ()


CODES = st.sampled_from([*"12345678", ABSENT])


@given(st.lists(st.tuples(CODES, CODES), min_size=1, max_size=10))
@settings(max_examples=8, deadline=None)
def test_the_store_counts_as_the_rule_says(moves: list[tuple[str, str]]) -> None:
    anchor = pupil("A", "Anker", "Altijd", group="G1")

    def year(label: str, place: int) -> str:
        placed = [
            pupil(f"K{number}", f"Kind{number}", "Proef", group=f"G{move[place]}")
            for number, move in enumerate(moves)
            if move[place] != ABSENT
        ]
        return edexml(label, *GROUPS, anchor, *placed)

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(settings_in(Path(folder)))
        try:
            taken_in(store, Path(folder), "a.xml", year("2024-2025", 0))
            report = taken_in(store, Path(folder), "b.xml", year("2025-2026", 1))
        finally:
            store.close()
    kinds = (kind_of(before, after, has_left=False) for before, after in moves)
    expected = Counter(str(kind) for kind in kinds if kind) + Counter([str(Kind.DOUBLED)])
    assert change_of(report).counts == dict(expected)


def test_an_older_year_that_comes_second_says_how_the_years_are_compared(
    store: Store, tmp_path: Path
) -> None:
    def told(report: Report) -> list[str]:
        return [one.text for one in report.remarks if "nog niet vergeleken" in one.text]

    taken_in(store, tmp_path, "2025.xml", AFTER)
    first = taken_in(store, tmp_path, "2024.xml", BEFORE)
    assert told(first) == [
        "Dit is de lijst van 2024-2025, terwijl die van 2025-2026 er al is;"
        " de jaren zijn nog niet vergeleken"
    ]
    again = taken_in(store, tmp_path, "2025.xml", AFTER)
    assert {one.display_name for one in change_of(again).missing} == {"Eva Vijf", "Fay Zes"}
    assert told(taken_in(store, tmp_path, "2024.xml", BEFORE)) == []
