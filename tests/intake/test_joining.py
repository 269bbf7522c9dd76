"""Two records of one child are joined and parted, and nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibdash import intake
from ibdash.errors import IbdashError
from ibdash.intake import joining
from ibdash.intake.undo_reach import FACTS, SOURCE
from ibdash.questions import all_questions, ask
from ibdash.settings import Settings
from ibdash.store import Store, open_store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, settings_in, taken_in
from tests.two_sources import said

Rows = list[tuple[object, ...]]
GROUPS = (group("G4", "4A", "4"), group("G5", "5A", "5"))
SAM = pupil("1", "Sam", "Boer", born="2018-05-04", group="G4")
ADA = pupil("2", "Ada", "Een", born="2018-01-02", group="G4")
SCHOOL = edexml("2025-2026", *GROUPS, SAM, ADA)
HEAD = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep\n"
# With a name that no question asks about.
GUUS = HEAD + "s;Guus;Boer;2018-05-04;2025-2026;4A;4\n"
RESULTS = "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"


def rows(store: Store, sql: str) -> Rows:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def sound(store: Store) -> None:
    for question in all_questions():
        if question.name.startswith("check/"):
            assert ask(store, question.name, who=IB).num_rows == 0, question.name


def key_of(store: Store, alias: str) -> str:
    ((found,),) = rows(
        store,
        "select p.public_key from pupil as p join pupil_alias as a using (pupil_id)"
        f" where p.closed_by is null and a.closed_by is null and a.key = '{alias}'",
    )
    return str(found)


def open_facts(store: Store) -> dict[str, Rows]:
    """Of each table the open versions with the file that they are from."""
    return {
        fact.table: rows(
            store,
            f"select {', '.join(dict.fromkeys((fact.key, *fact.columns)))}, source_row,"
            f" {SOURCE.format('f')} from {fact.quoted} as f where closed_by is null order by all",
        )
        for fact in FACTS
    }


def in_words(store: Store) -> dict[str, Rows]:
    """The open facts about pupils without our own numbers, each with the keys of its pupil."""
    keys = (
        "(select string_agg(a.system || a.key, ' ' order by a.system, a.key) from pupil_alias as a"
        " where a.closed_by is null and a.pupil_id = f.pupil_id)"
    )
    return {
        "pupil": rows(
            store,
            f"select {keys}, call_name, family_name, birth_date from pupil as f"
            " where closed_by is null order by all",
        ),
        "placement": rows(
            store,
            f"select {keys}, f.school_year, g.name, f.year_group from placement as f"
            ' left join "group" as g on g.group_id = f.group_id and g.closed_by is null'
            " where f.closed_by is null order by all",
        ),
        "result": rows(
            store,
            f"select {keys}, learning_line, moment, school_year, ability_score from result as f"
            " where closed_by is null order by all",
        ),
    }


def shown_results(store: Store, alias: str) -> Rows:
    return rows(
        store,
        "select r.learning_line, r.ability_score from result as r join pupil_alias as a"
        f" using (pupil_id) where a.key = '{alias}' and a.closed_by is null"
        " and r.closed_by is null order by all",
    )


@pytest.fixture
def two(store: Store, tmp_path: Path) -> Store:
    """Sam of the administration and Guus of a table, each with results; spelling of both."""
    taken_in(store, tmp_path, "a.xml", SCHOOL)
    taken_in(store, tmp_path, "l.csv", GUUS)
    lines = "1;spelling;T;M4;2025-2026;100\n1;rekenen;T;M4;2025-2026;90\n"
    taken_in(store, tmp_path, "r1.csv", RESULTS + lines)
    lines = "s;spelling;T;M4;2025-2026;80\ns;lezen;T;M4;2025-2026;70\n"
    taken_in(store, tmp_path, "r2.csv", RESULTS + lines)
    return store


def test_joined_they_are_one_pupil_with_the_facts_and_keys_of_both(two: Store) -> None:
    sam, samuel = key_of(two, "1"), key_of(two, "s")
    shown = joining.join(two, sam, samuel, who=IB, write=False)
    assert key_of(two, "s") == samuel, "only shown"
    done = joining.join(two, sam, samuel, who=IB)
    assert (done.moved, done.hidden, done.keys) == (shown.moved, shown.hidden, shown.keys)
    assert (done.moved["result"], done.hidden["result"], done.keys) == (1, 1, 1)
    assert (done.moved["placement"], done.hidden["placement"]) == (0, 1)
    assert key_of(two, "s") == sam
    expected = [("lezen", 70.0), ("rekenen", 90.0), ("spelling", 100.0)]
    assert shown_results(two, "1") == expected
    assert len(rows(two, "select 1 from pupil where closed_by is null")) == 2
    # What moved is still from its own file.
    assert rows(
        two,
        "select i.file_name, r.source_row from result as r join intake as i"
        f" on i.change_id = {SOURCE.format('r')}"
        " where r.closed_by is null and r.learning_line = 'lezen'",
    ) == [("r2.csv", 3)]
    sound(two)
    with pytest.raises(IbdashError, match="Deze leerling is er niet"):
        joining.join(two, sam, samuel, who=IB)


def test_parted_everything_is_as_it_was(two: Store) -> None:
    before = open_facts(two)
    sam, samuel = key_of(two, "1"), key_of(two, "s")
    done = joining.join(two, sam, samuel, who=IB)
    assert joining.part(two, done.join_id, who=IB, write=False).joined == samuel
    parted = joining.part(two, done.join_id, who=IB)
    assert (parted.stays, parted.joined, parted.hidden["result"]) == (sam, samuel, 1)
    assert open_facts(two) == before
    sound(two)
    with pytest.raises(IbdashError, match="niet \\(meer\\) samengevoegd"):
        joining.part(two, done.join_id, who=IB)


def test_a_pupil_is_not_joined_with_itself_or_over_schools(two: Store, tmp_path: Path) -> None:
    other = edexml("2025-2026", *GROUPS, pupil("9", "Sam", "Boer", group="G4"), brin="98QQ")
    taken_in(two, tmp_path, "o.xml", other, intake.Options(confirmed=True))
    for one in (key_of(two, "1"), key_of(two, "9")):
        with pytest.raises(IbdashError, match="kunnen niet worden samengevoegd"):
            joining.join(two, key_of(two, "1"), one, who=IB)


def test_a_file_after_the_join_finds_the_one_pupil_by_both_keys(two: Store, tmp_path: Path) -> None:
    done = joining.join(two, key_of(two, "1"), key_of(two, "s"), who=IB)
    lines = "s;lezen;T;E4;2025-2026;75\n1;rekenen;T;E4;2025-2026;95\n"
    report = taken_in(two, tmp_path, "r3.csv", RESULTS + lines)
    assert (report.state, report.counts["result"].new) == ("applied", 2)
    assert [line for line, _ in shown_results(two, "1")] == [
        "lezen",
        "lezen",
        "rekenen",
        "rekenen",
        "spelling",
    ]
    sound(two)
    assert taken_in(two, tmp_path, "r3.csv", RESULTS + lines + "\n").state == "unchanged"
    ((number,),) = rows(two, "select max(intake_id) from intake")
    joining.part(two, done.join_id, who=IB)
    assert [line for line, _ in shown_results(two, "s")] == ["lezen", "lezen", "spelling"]
    assert intake.undo(two, int(str(number)), who=IB).is_possible
    assert [line for line, _ in shown_results(two, "s")] == ["lezen", "spelling"]
    sound(two)


def test_a_file_after_the_join_can_be_undone_and_one_before_it_only_after_parting(
    two: Store, tmp_path: Path
) -> None:
    before = open_facts(two)
    numbers = [int(str(number)) for (number,) in rows(two, "select intake_id from intake")]
    done = joining.join(two, key_of(two, "1"), key_of(two, "s"), who=IB)
    joined = open_facts(two)
    lines = "s;spelling;T;M4;2025-2026;81\ns;lezen;T;M4;2025-2026;71\n"
    taken_in(two, tmp_path, "r2b.csv", RESULTS + lines)
    assert ("spelling", 100.0) in shown_results(two, "1"), "that of Sam stays"
    assert ("lezen", 71.0) in shown_results(two, "1")
    ((number,),) = rows(two, "select max(intake_id) from intake")
    assert intake.undo(two, int(str(number)), who=IB).is_possible
    assert open_facts(two) == joined
    sound(two)
    undoing = intake.preview_undo(two, sorted(numbers)[1], who=IB)
    assert not undoing.is_possible
    joining.part(two, done.join_id, who=IB)
    assert open_facts(two) == before
    sound(two)


def test_a_list_that_names_the_child_once_calls_nobody_gone_or_missing(
    two: Store, tmp_path: Path
) -> None:
    joining.join(two, key_of(two, "1"), key_of(two, "s"), who=IB)
    same = taken_in(two, tmp_path, "b.xml", SCHOOL + "\n")
    assert (same.state, same.total("gone")) == ("unchanged", 0)
    following = edexml("2026-2027", *GROUPS, SAM.replace("G4", "G5"), ADA.replace("G4", "G5"))
    report = taken_in(two, tmp_path, "c.xml", following)
    assert report.year_change is not None
    assert report.year_change.counts == {"moved_on": 2}
    sound(two)


def test_three_records_of_one_child_are_parted_in_the_order_that_can_be(
    two: Store, tmp_path: Path
) -> None:
    before = open_facts(two)
    first = joining.join(two, key_of(two, "1"), key_of(two, "s"), who=IB)
    second = joining.join(two, key_of(two, "2"), key_of(two, "1"), who=IB)
    lines = "s;lezen;T;E4;2025-2026;75\n"
    taken_in(two, tmp_path, "r3.csv", RESULTS + lines)
    assert ("lezen", 75.0) in shown_results(two, "2")
    with pytest.raises(IbdashError, match="nog niet uit elkaar"):
        joining.part(two, first.join_id, who=IB)
    joining.part(two, second.join_id, who=IB)
    joining.part(two, first.join_id, who=IB)
    ((number,),) = rows(two, "select max(intake_id) from intake")
    intake.undo(two, int(str(number)), who=IB)
    assert {name: facts for name, facts in open_facts(two).items() if name != "test"} == {
        name: facts for name, facts in before.items() if name != "test"
    }
    sound(two)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["1", "s", "2"]),
        st.sampled_from(["spelling", "rekenen", "lezen"]),
        st.sampled_from(["M4", "E4"]),
        st.integers(50, 52),
    ),
    max_size=6,
    unique_by=lambda line: line[:3],
)


def results_of(lines: list[tuple[str, str, str, int]]) -> str:
    # One line of a known pupil always: a file without a line is refused.
    table = [*lines, ("2", "woordlezen", "M4", 40)]
    return RESULTS + "".join(
        f"{key};{of};T;{at};2025-2026;{score}\n" for key, of, at, score in table
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=LINES, later=LINES, renamed=st.booleans(), moved=st.booleans(), data=st.data())
def test_parting_gives_what_separate_files_would_have_given(
    tmp_path: Path,
    before: list[tuple[str, str, str, int]],
    later: list[tuple[str, str, str, int]],
    renamed: bool,
    moved: bool,
    data: st.DataObject,
) -> None:
    name = "Gusta" if renamed else "Guus"
    year, place = ("2026-2027", "5A;5") if moved else ("2025-2026", "4A;4")
    pupils = HEAD + f"s;{name};Boer;2018-05-04;{year};{place}\n"
    found = []
    for number, is_joined in enumerate((False, True)):
        folder = tmp_path / f"{number}"
        folder.mkdir(exist_ok=True)
        given_settings: Settings = settings_in(folder)
        given_settings.store.unlink(missing_ok=True)
        store = open_store(given_settings)
        try:
            taken_in(store, folder, "a.xml", SCHOOL)
            taken_in(store, folder, "l.csv", GUUS)
            taken_in(store, folder, "r1.csv", results_of(before))
            facts = open_facts(store)
            if is_joined:
                done = joining.join(store, key_of(store, "1"), key_of(store, "s"), who=IB)
                sound(store)
                joining.part(store, done.join_id, who=IB)
                assert open_facts(store) == facts
                done = joining.join(store, key_of(store, "1"), key_of(store, "s"), who=IB)
            taken_in(store, folder, "r2.csv", results_of(later))
            sound(store)
            taken_in(store, folder, "l2.csv", pupils)
            sound(store)
            if is_joined:
                joining.part(store, done.join_id, who=IB)
                sound(store)
            found.append(in_words(store))
        finally:
            store.close()
    assert found[1] == found[0]


def test_what_two_sources_say_goes_with_the_joined_record(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", SCHOOL)
    taken_in(store, tmp_path, "l.csv", GUUS)
    taken_in(store, tmp_path, "r.csv", RESULTS + "1;rekenen;T;M4;2025-2026;90\n")
    for role, score in (("publisher", 70), ("table", 60)):
        lines = "".join(f"s;{line};T;M4;2025-2026;{score}\n" for line in ("lezen", "rekenen"))
        content = RESULTS + lines
        assert said(store, tmp_path, role, f"{role}.csv", content).state == "applied"
    claims = (
        "select p.public_key, c.role, c.ability_score from result_claim as c"
        " join pupil as p on p.pupil_id = c.pupil_id and p.closed_by is null"
        " where c.closed_by is null order by c.role, c.learning_line"
    )
    before, sam, samuel = open_facts(store), key_of(store, "1"), key_of(store, "s")
    assert rows(store, claims) == [
        (samuel, "publisher", 70.0),
        (samuel, "publisher", 70.0),
        (samuel, "table", 60.0),
        (samuel, "table", 60.0),
    ]
    done = joining.join(store, sam, samuel, who=IB)
    # Sam's own rekenen is shown; Guus's is hidden, and what was said of it with it.
    assert rows(store, claims) == [(sam, "publisher", 70.0), (sam, "table", 60.0)]
    assert shown_results(store, "1") == [("lezen", 70.0), ("rekenen", 90.0)]
    sound(store)
    joining.part(store, done.join_id, who=IB)
    assert open_facts(store) == before
    sound(store)


def test_after_parting_the_file_of_the_pupil_that_stayed_can_be_undone(two: Store) -> None:
    done = joining.join(two, key_of(two, "1"), key_of(two, "s"), who=IB)
    joining.part(two, done.join_id, who=IB)
    files = rows(two, "select intake_id from intake order by intake_id desc")
    for (number,) in files:
        assert intake.undo(two, int(str(number)), who=IB).built_on == ()
    assert rows(two, "select count(*) from pupil where closed_by is null") == [(0,)]
    sound(two)
