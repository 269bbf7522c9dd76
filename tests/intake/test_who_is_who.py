"""Doubtful pupils: what is asked, what is only proposed, and what an answer does."""

from datetime import date
from pathlib import Path

import pytest

from ibdash import intake
from ibdash.errors import IbdashError
from ibdash.intake import Options, Report, who_is_who
from ibdash.questions import all_questions, ask
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, taken_in

HEAD = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep\n"
G4 = group("G4", "4A", "4")
NOORS = edexml(
    "2025-2026",
    G4,
    pupil("1", "Noor", "Wal", born="2018-03-09", group="G4"),
    pupil("2", "Noor", "Wal", born="2018-03-09", group="G4"),
)
BOTH = HEAD + "a;Noor;Wal;2018-03-09;2025-2026;4A;4\nb;Noor;Wal;2018-03-09;2025-2026;4A;4\n"


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as cursor:
        return cursor.execute(sql).fetchall()


def sound(store: Store) -> None:
    for question in all_questions():
        if question.name.startswith("check/"):
            assert ask(store, question.name, who=IB).num_rows == 0, question.name


def key_of(store: Store, alias: str, system: str = "edexml") -> str:
    """The public key of the pupil whom a system knows by this key."""
    ((found,),) = rows(
        store,
        "select p.public_key from pupil as p join pupil_alias as a using (pupil_id)"
        f" where p.closed_by is null and a.closed_by is null and a.key = '{alias}'"
        f" and a.system = '{system}'",
    )
    return str(found)


def pupils(store: Store) -> int:
    return len(rows(store, "select 1 from pupil where closed_by is null"))


def answered(report: Report, *answers: str) -> Options:
    """The answers to the doubts of a report, in their order."""
    marks = [doubt.mark for doubt in report.doubts]
    return Options(same=dict(zip(marks, answers, strict=True)))


@pytest.fixture
def noors(store: Store, tmp_path: Path) -> Store:
    assert taken_in(store, tmp_path, "a.xml", NOORS).state == "applied"
    return store


def test_two_of_one_name_stay_two_and_each_is_asked_about(noors: Store, tmp_path: Path) -> None:
    assert pupils(noors) == 2
    report = taken_in(noors, tmp_path, "l.csv", BOTH)
    assert (report.state, report.choice) == ("waiting", "who")
    assert "Regel 2, 3" in report.text
    assert [(one.line, one.key, one.group, one.year_group) for one in report.doubts] == [
        (2, "a", "4A", "4"),
        (3, "b", "4A", "4"),
    ]
    for doubt in report.doubts:
        assert doubt.is_open
        assert {one.public_key for one in doubt.candidates} == {
            key_of(noors, "1"),
            key_of(noors, "2"),
        }
        assert {(one.birth_date, one.group, one.systems) for one in doubt.candidates} == {
            (date(2018, 3, 9), "4A", ("edexml",))
        }
    assert rows(noors, "select count(*) from pupil_alias") == [(2,)]


def test_an_answer_goes_in_with_the_file_and_is_remembered(noors: Store, tmp_path: Path) -> None:
    asked = taken_in(noors, tmp_path, "l.csv", BOTH)
    options = answered(asked, key_of(noors, "2"), key_of(noors, "1"))
    assert taken_in(noors, tmp_path, "l.csv", BOTH, options).state == "applied"
    assert pupils(noors) == 2
    assert key_of(noors, "a", "open") == key_of(noors, "2")
    assert key_of(noors, "b", "open") == key_of(noors, "1")
    assert rows(
        noors,
        "select system, key, words, is_new, source_row from pupil_match where closed_by is null"
        " order by key",
    ) == [("open", "a", None, False, 2), ("open", "b", None, False, 3)]
    again = taken_in(noors, tmp_path, "l.csv", BOTH + "\n")
    assert (again.state, again.doubts) == ("unchanged", [])
    history = ask(noors, "intake/history", who=IB).to_pylist()
    assert [row["has_answer"] for row in history] == [True, False]
    sound(noors)


def test_another_pupil_is_a_new_one(noors: Store, tmp_path: Path) -> None:
    one = BOTH.rsplit("b;", 1)[0]
    asked = taken_in(noors, tmp_path, "l.csv", one)
    report = taken_in(noors, tmp_path, "l.csv", one, answered(asked, who_is_who.NEW))
    assert report.counts["pupil"].new == 1
    assert pupils(noors) == 3
    assert rows(noors, "select is_new, pupil_id is null from pupil_match") == [(True, False)]
    assert taken_in(noors, tmp_path, "l.csv", one + "\n").state == "unchanged"
    sound(noors)


def test_two_rows_that_fit_one_pupil_are_asked_about_and_never_both_are_that_pupil(
    store: Store, tmp_path: Path
) -> None:
    known = edexml("2025-2026", G4, pupil("1", "Noor", "Wal", born="2018-03-09", group="G4"))
    taken_in(store, tmp_path, "a.xml", known)
    asked = taken_in(store, tmp_path, "l.csv", BOTH)
    assert [len(one.candidates) for one in asked.doubts] == [1, 1]
    noor = key_of(store, "1")
    twice = taken_in(store, tmp_path, "l.csv", BOTH, answered(asked, noor, noor))
    assert (twice.state, [one.answer for one in twice.doubts]) == ("waiting", [None, None])
    by_line = Options(same={"2": who_is_who.NEW, "3": noor})
    assert taken_in(store, tmp_path, "l.csv", BOTH, by_line).state == "applied"
    assert pupils(store) == 2
    assert key_of(store, "b", "open") == noor
    sound(store)


def test_undo_of_the_file_takes_its_answers_back(noors: Store, tmp_path: Path) -> None:
    asked = taken_in(noors, tmp_path, "l.csv", BOTH)
    options = answered(asked, key_of(noors, "2"), key_of(noors, "1"))
    taken_in(noors, tmp_path, "l.csv", BOTH, options)
    ((number,),) = rows(noors, "select max(intake_id) from intake")
    assert intake.undo(noors, int(str(number)), who=IB).is_possible
    assert rows(noors, "select count(*) from pupil_match where closed_by is null") == [(0,)]
    assert [one.answer for one in taken_in(noors, tmp_path, "l.csv", BOTH).doubts] == [None, None]
    sound(noors)


def test_an_answer_that_is_taken_back_is_asked_again(noors: Store, tmp_path: Path) -> None:
    asked = taken_in(noors, tmp_path, "l.csv", BOTH)
    options = answered(asked, key_of(noors, "2"), key_of(noors, "1"))
    taken_in(noors, tmp_path, "l.csv", BOTH, options)
    ((number,),) = rows(noors, "select pupil_match_id from pupil_match where key = 'a'")
    who_is_who.take_back(noors, int(str(number)), who=IB)
    with pytest.raises(IbdashError, match="Dit antwoord is er niet meer"):
        who_is_who.take_back(noors, int(str(number)), who=IB)
    again = taken_in(noors, tmp_path, "l.csv", BOTH)
    assert again.state == "waiting", "though only one Noor is left whom it could be"
    assert [(one.line, len(one.candidates)) for one in again.doubts] == [(2, 1)]
    (doubt,) = again.doubts
    options = Options(same={doubt.mark: doubt.candidates[0].public_key})
    assert taken_in(noors, tmp_path, "l.csv", BOTH, options).state == "applied"
    assert taken_in(noors, tmp_path, "l.csv", BOTH).doubts == []
    sound(noors)


def test_a_file_can_be_undone_after_its_answer_was_taken_back(noors: Store, tmp_path: Path) -> None:
    asked = taken_in(noors, tmp_path, "l.csv", BOTH)
    options = answered(asked, who_is_who.NEW, key_of(noors, "1"))
    taken_in(noors, tmp_path, "l.csv", BOTH, options)
    for (number,) in rows(noors, "select pupil_match_id from pupil_match"):
        who_is_who.take_back(noors, int(str(number)), who=IB)
    ((number,),) = rows(noors, "select max(intake_id) from intake")
    assert intake.undo(noors, int(str(number)), who=IB).is_possible
    assert pupils(noors) == 2
    sound(noors)


def known_school(*pupils: str) -> str:
    return edexml("2025-2026", G4, *pupils)


SAM = pupil("1", "Sam", "Boer", born="2018-05-04", group="G4")


@pytest.mark.parametrize(
    ("why", "line", "is_asked"),
    [
        ("a call name that begins like it", "a;Samuel;Boer;2018-05-04", True),
        ("a call name that is spelled otherwise", "a;Samm;Boer;2018-05-04", True),
        ("day and month the other way around", "a;Sam;Boer;2018-04-05", True),
        ("one digit of the date", "a;Sam;Boer;2018-05-05", True),
        ("no birth date in the file", "a;Sam;Boer;", True),
        ("a twin", "a;Lotte;Boer;2018-05-04", False),
        ("another day", "a;Sam;Boer;2018-06-15", False),
        ("another family", "a;Sam;Smid;2018-05-04", False),
    ],
)
def test_what_is_nearly_the_same_is_asked_before_it_goes_in(
    store: Store, tmp_path: Path, why: str, line: str, is_asked: bool
) -> None:
    taken_in(store, tmp_path, "a.xml", known_school(SAM))
    table = f"{HEAD}{line};2025-2026;4A;4\n"
    asked = taken_in(store, tmp_path, "l.csv", table)
    assert [one.is_question for one in asked.doubts] == [True] * is_asked, why
    if not is_asked:
        assert (asked.state, pupils(store)) == ("applied", 2)
        return
    assert (asked.state, pupils(store)) == ("waiting", 1)
    assert "een leerling die u al hebt" in asked.text
    options = answered(asked, key_of(store, "1"))
    assert taken_in(store, tmp_path, "l.csv", table, options).state == "applied"
    assert pupils(store) == 1
    assert key_of(store, "a", "open") == key_of(store, "1")
    assert taken_in(store, tmp_path, "l.csv", table + "\n").doubts == []
    sound(store)


def test_eight_known_children_under_other_keys_are_each_asked_about(
    store: Store, tmp_path: Path
) -> None:
    born = "2018-05-{:02}"
    names = ["Lot", "Semm", "Mohamed", "Ada", "Bram", "Zoë", "Fientje", "Daan"]
    there = [
        pupil(str(n), name, "Boer", born=born.format(n), group="G4")
        for n, name in enumerate(names, start=1)
    ]
    taken_in(store, tmp_path, "a.xml", known_school(*there))
    other = ["Lotte", "Sem", "Mohammed", "Ada", "Bram", "Zoë-Lynn", "Fiene", "Daan"]
    days = [born.format(n) for n in range(1, 9)]
    days[3], days[4], days[7] = "2018-04-05", "", "2018-05-18"
    lines = "".join(
        f"k{n};{name};Boer;{day};2025-2026;4A;4\n"
        for n, (name, day) in enumerate(zip(other, days, strict=True), start=1)
    )
    report = taken_in(store, tmp_path, "l.csv", HEAD + lines)
    assert (report.state, len(report.doubts), pupils(store)) == ("waiting", 8, 8)
    found = [[one.public_key for one in doubt.candidates] for doubt in report.doubts]
    assert found == [[key_of(store, str(n))] for n in range(1, 9)]


def test_a_list_of_a_new_year_asks_about_nobody_who_is_not_near(
    store: Store, tmp_path: Path
) -> None:
    """Five hundred children on two hundred days, of one surname in ten: two are near."""
    shapes = ("Ab{}ba", "Cud{}o", "Ef{}ig", "Gum{}y", "Hop{}l")
    tones = "aeioubcdfgklmnprstvw"

    def child(n: int) -> tuple[str, str, str]:
        name = shapes[n % 5].format(tones[n % 20] * (1 + n // 250) + tones[(n // 20) % 20])
        return name, f"Familie{n % 10}", f"20{15 + n % 4}-0{1 + n % 9}-{10 + n % 18}"

    known = [pupil(str(n), *child(n)[:2], born=child(n)[2], group="G4") for n in range(300)]
    taken_in(store, tmp_path, "a.xml", known_school(*known))
    lines = [f"n{n};Nieuw{n}x;Kind{n % 7};2021-0{1 + n % 9}-{10 + n % 18}" for n in range(498)]
    for number in (17, 230):
        name, family, born = child(number)
        lines.append(f"near{number};{name}lief;{family};{born}")
    table = HEAD + "".join(f"{line};2026-2027;1A;1\n" for line in lines)
    report = taken_in(store, tmp_path, "l.csv", table, Options(confirmed=True))
    assert [doubt.key for doubt in report.doubts] == ["near17", "near230"]


def test_twins_in_one_file_are_never_proposed_as_one(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", known_school(SAM))
    twins = HEAD + "a;Samuel;Boer;2018-05-04;2025-2026;4A;4\n"
    report = taken_in(store, tmp_path, "l.csv", twins + "b;Samira;Boer;2018-05-04;2025-2026;4A;4\n")
    assert (report.state, report.doubts) == ("applied", [])
    assert pupils(store) == 3


def test_another_key_of_the_same_system_is_only_proposed(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "a.xml", known_school(SAM))
    report = taken_in(store, tmp_path, "b.xml", known_school(SAM.replace('"1"', '"77"')))
    assert [(one.is_question, one.key) for one in report.doubts] == [(False, "77")]
    assert (report.state, pupils(store)) == ("applied", 2)


def test_a_child_with_a_dummy_key_and_no_birth_date_is_proposed_and_remembered(
    store: Store, tmp_path: Path
) -> None:
    nameless = pupil("#1", "Sam", "Boer", group="G4")
    taken_in(store, tmp_path, "a.xml", edexml("2024-2025", G4, nameless))
    following = edexml("2025-2026", G4, nameless.replace("#1", "#9"))
    report = taken_in(store, tmp_path, "b.xml", following)
    assert [(one.is_question, one.answer) for one in report.doubts] == [(False, None)]
    assert pupils(store) == 2
    ((number,),) = rows(store, "select max(intake_id) from intake")
    intake.undo(store, int(str(number)), who=IB)
    sam = report.doubts[0].candidates[0].public_key
    options = Options(same={report.doubts[0].mark: sam})
    assert taken_in(store, tmp_path, "b.xml", following, options).state == "applied"
    assert pupils(store) == 1
    third = edexml("2026-2027", G4, nameless.replace("#1", "#4"))
    report = taken_in(store, tmp_path, "c.xml", third)
    assert (report.doubts, pupils(store)) == ([], 1), "the words are remembered"
    two = edexml("2027-2028", G4, nameless, nameless.replace("#1", "#2"))
    report = taken_in(store, tmp_path, "d.xml", two)
    assert len(report.doubts) == 2, "of two with the same words none is certain"
    sound(store)


def test_rows_that_name_two_known_pupils_by_name_ask_once_and_nobody_is_an_answer(
    noors: Store, tmp_path: Path
) -> None:
    head = "roepnaam;achternaam;geboortedatum;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"
    line = "Noor;Wal;2018-03-09;{};T;M4;2025-2026;{}\n"
    results = head + line.format("rekenen", 100) + line.format("spelling", 90)
    asked = taken_in(noors, tmp_path, "r.csv", results)
    assert (asked.state, [one.makes_pupil for one in asked.doubts]) == ("waiting", [False])
    nobody = taken_in(noors, tmp_path, "r.csv", results, answered(asked, who_is_who.NEW))
    assert (nobody.state, nobody.counts["result"].refused) == ("refused", 2)
    one = answered(asked, key_of(noors, "2"))
    assert taken_in(noors, tmp_path, "r.csv", results, one).state == "applied"
    assert rows(noors, "select count(*), count(distinct pupil_id) from result") == [(2, 1)]
    more = results + line.format("lezen", 80)
    assert taken_in(noors, tmp_path, "r2.csv", more).counts["result"].new == 1
    assert rows(noors, "select words is null, key from pupil_match") == [(False, None)]
    sound(noors)
