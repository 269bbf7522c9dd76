"""The inbox when something is wrong: faults of the program, files that cannot be read or removed,
names that give something away, and a folder that cannot be used."""

import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ibdash.intake import inbox as room
from ibdash.intake.inbox import Inbox
from ibdash.intake.inbox_folder import DONE, REFUSED
from ibdash.store import Store
from tests.intake.test_inbox import NOW, PUPILS, RESULTS, names, put, states, twice
from tests.people import settings_in, taken_in

# 123456782 passes the eleven test: 156 - 2 = 14 x 11.
BSN = "123456782"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


@pytest.fixture
def inbox(store: Store, tmp_path: Path, folder: Path) -> Inbox:
    return Inbox(folder, store, settings_in(tmp_path))


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Makes the intake of a file of this name fail so many times."""

    def on(name: str, times: int) -> None:
        real, left = room.apply, [None] * times

        def fail(*given: object, **named: object) -> object:
            if left and given[1].name == name:  # type: ignore[attr-defined]
                left.pop()
                raise ZeroDivisionError("Noor van der Wal")
            return real(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(room, "apply", fail)

    return on


def whys(inbox: Inbox) -> dict[str, str]:
    return {one.name: one.why for one in inbox.waiting}


def told(inbox: Inbox) -> list[str]:
    """The text of all reports, newest first."""
    return [inbox.text_of(one) or "" for one in inbox.past(99)]


def rows(store: Store, table: str) -> int:
    with store.read() as cursor:
        (count,) = cursor.execute(f"select count(*) from {table}").fetchall()[0]
    return int(count)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_the_third_fault_in_a_row_sets_a_file_aside_and_the_others_go_on(
    inbox: Inbox, folder: Path, tmp_path: Path, fails: Callable[[str, int], None]
) -> None:
    fails("a.xml", 99)
    put(folder, "a.xml", PUPILS, timedelta(hours=2))
    put(folder, "b.xml", PUPILS)
    assert states(twice(inbox)) == [("b.xml", "applied")]
    assert whys(inbox) == {"a.xml": "fault"}
    assert inbox.look(NOW) == [], "not again within the same moment"
    assert inbox.look(later(2)) == []
    (handled,) = inbox.look(later(4))
    assert (handled.name, handled.report.state) == ("a.xml", "refused")
    assert inbox.waiting == ()
    assert names(folder / REFUSED) == [
        "2026-02-09_060004_a.xml",
        "2026-02-09_060004_a.xml.verslag.txt",
    ]
    (report, _) = told(inbox)
    assert "Dat gebeurde 3 keer achter elkaar; er is niets overgenomen van a.xml." in report
    assert "Maak de export opnieuw en zet die in het postvak." in report
    log = (tmp_path / "data" / "ibdash.log").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError") == 3
    assert "Noor" not in log + report


def test_a_fault_that_passes_does_no_harm(
    inbox: Inbox, folder: Path, fails: Callable[[str, int], None]
) -> None:
    fails("a.xml", 2)
    put(folder, "a.xml", PUPILS)
    assert twice(inbox) == []
    assert inbox.look(later(2)) == []
    assert states(inbox.look(later(4))) == [("a.xml", "applied")]


def test_faults_count_anew_for_another_file_of_the_same_name(
    inbox: Inbox, folder: Path, fails: Callable[[str, int], None]
) -> None:
    fails("a.xml", 4)
    put(folder, "a.xml", PUPILS)
    twice(inbox)
    inbox.look(later(2))
    put(folder, "a.xml", PUPILS + "\n")
    inbox.look(later(4))
    assert inbox.look(later(6)) == []
    assert inbox.look(later(8)) == []
    assert states(inbox.look(later(10))) == [("a.xml", "applied")]


def test_one_run_by_itself_comes_to_the_end_of_its_faults(
    inbox: Inbox, folder: Path, fails: Callable[[str, int], None]
) -> None:
    fails("a.xml", 99)
    put(folder, "a.xml", PUPILS)
    clock, rests = [NOW], list[float]()

    def rest(seconds: float) -> None:
        rests.append(seconds)
        clock[0] += timedelta(seconds=seconds)

    assert states(inbox.look_until_still(lambda: clock[0], rest)) == [("a.xml", "refused")]
    assert len(rests) == 3
    assert inbox.look_until_still(lambda: clock[0], rest) == []
    assert len(rests) == 3, "an empty inbox is not waited for"


def test_what_went_in_and_cannot_be_removed_is_said_and_not_taken_in_again(
    inbox: Inbox, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", _held)
        assert twice(inbox) == []
    assert whys(inbox) == {"leerlingen.xml": "stuck"}
    monkeypatch.setattr(room, "apply", lambda *_, **__: pytest.fail("taken in again"))
    assert inbox.look(later(30)) == []
    assert states(inbox.look(later(61))) == [("leerlingen.xml", "applied")]
    assert names(folder) == [DONE, REFUSED]
    assert rows(store, "change") == 1


def _held(file: Path, missing_ok: bool = False) -> None:
    if file.name == "leerlingen.xml":
        raise PermissionError("held by another program")
    os.unlink(file)


def test_a_file_that_may_not_be_read_is_tried_for_ten_minutes_and_set_aside(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def read(file: Path) -> bytes:
        if file.name == "dicht.xml":
            raise PermissionError("not for you")
        return real(file)

    monkeypatch.setattr(Path, "read_bytes", read)
    put(folder, "dicht.xml", PUPILS, timedelta(seconds=30))
    put(folder, "open.xml", PUPILS)
    assert states(twice(inbox)) == [("open.xml", "applied")]
    assert whys(inbox) == {"dicht.xml": "retry"}
    (handled,) = inbox.look(later(571))
    assert handled.report.title == "Het bestand is niet te openen"
    assert (folder / REFUSED / "2026-02-09_060931_dicht.xml").exists()


def test_an_empty_file_may_still_be_filled(inbox: Inbox, folder: Path) -> None:
    put(folder, "leerlingen.xml", "", timedelta(seconds=30))
    assert twice(inbox) == []
    assert whys(inbox) == {"leerlingen.xml": "retry"}
    put(folder, "leerlingen.xml", PUPILS, timedelta(seconds=10))
    assert states(twice(inbox)) == [("leerlingen.xml", "applied")]
    put(folder, "leeg.csv", "")
    (handled,) = twice(inbox)
    assert (handled.report.state, handled.report.title) == ("refused", "Het bestand is leeg")


def test_a_time_of_change_that_is_still_to_come_holds_nothing_up(
    inbox: Inbox, folder: Path
) -> None:
    put(folder, "leerlingen.xml", PUPILS, timedelta(days=-3))
    put(folder, "raar.xml", "<a/>", timedelta(days=-3))
    assert states(twice(inbox)) == [("leerlingen.xml", "applied"), ("raar.xml", "refused")]


def test_a_citizen_service_number_in_a_name_is_in_no_report_name_or_row(
    inbox: Inbox, folder: Path, store: Store
) -> None:
    put(folder, f"leerlingen {BSN}.xml", PUPILS, timedelta(hours=2))
    put(folder, f"raar {BSN}.xml", "<a/>")
    put(folder, f"lijst {BSN}.csv", "Naam;Score\nNoor;12\nBo;14\n")
    assert states(twice(inbox)) == [
        ("leerlingen •••••••••.xml", "applied"),
        ("raar •••••••••.xml", "refused"),
    ]
    (waiting,) = inbox.waiting
    assert waiting.name == "lijst •••••••••.csv"
    assert waiting.report is not None
    assert inbox.read(waiting.key) is not None
    assert names(folder / DONE) == ["2026-02-09_060000_leerlingen •••••••••.xml.verslag.txt"]
    assert names(folder / REFUSED) == [
        "2026-02-09_060000_raar •••••••••.xml",
        "2026-02-09_060000_raar •••••••••.xml.verslag.txt",
    ]
    assert "Bestand: leerlingen •••••••••.xml" in "".join(told(inbox))
    assert BSN not in "".join([*told(inbox), waiting.report.text])
    with store.read() as cursor:
        found = cursor.execute("select file_name from intake").fetchall()
    assert found == [("leerlingen •••••••••.xml",)]


def test_nor_does_a_file_that_comes_another_way_leave_it(store: Store, tmp_path: Path) -> None:
    report = taken_in(store, tmp_path, f"{BSN}.xml", PUPILS)
    with store.read() as cursor:
        found = cursor.execute("select file_name from intake").fetchall()
    assert (report.file, found) == ("•••••••••.xml", [("•••••••••.xml",)])


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_of_any_kind_gets_a_report(inbox: Inbox, folder: Path) -> None:
    for name in (
        os.fsdecode(b"ru\xefne.xml"),
        "groep 4: \u2028vrij?.xml",
        "con\ttrol.xml",
        "é.xml",
    ):
        put(folder, name, PUPILS)
    assert len(twice(inbox)) == 4
    assert names(folder) == [DONE, REFUSED]
    done = names(folder / DONE)
    assert all(name.isprintable() for name in done)
    assert "2026-02-09_060000_groep 4_ _vrij_.xml.verslag.txt" in done
    assert len(inbox.past(9)) == 4


def test_reports_are_found_newest_first_whoever_wrote_them(
    inbox: Inbox, folder: Path, store: Store, tmp_path: Path
) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    twice(inbox)
    put(folder, "raar.xml", "<a/>")
    twice(inbox, NOW + timedelta(days=1))
    other = Inbox(folder, store, settings_in(tmp_path))
    for one in (inbox, other):
        assert [(past.name, past.at, past.is_refused) for past in one.past(9)] == [
            ("raar.xml", NOW + timedelta(days=1), True),
            ("leerlingen.xml", NOW, False),
        ]
    assert [past.name for past in inbox.past(1)] == ["raar.xml"]
    assert [past.report is None for past in inbox.past(9) + other.past(9)] == [False] * 2 + [
        True
    ] * 2
    assert (other.text_of(other.past(1)[0]) or "").startswith("Bestand: raar.xml\n")


def test_a_file_that_is_called_like_a_report_is_none(inbox: Inbox, folder: Path) -> None:
    put(folder, "x.verslag.txt", "\x00\x01")
    twice(inbox)
    (past,) = inbox.past(9)
    assert past.report_file.name == "2026-02-09_060000_x.verslag.txt.verslag.txt"
    inbox.look(NOW + timedelta(days=15))
    assert names(folder / REFUSED) == ["2026-02-09_060000_x.verslag.txt.verslag.txt"]


def test_folders_are_counted_and_left(inbox: Inbox, folder: Path) -> None:
    (folder / "groep 4").mkdir(parents=True)
    (folder / "groep 4" / "leerlingen.xml").write_text(PUPILS, encoding="utf-8")
    put(folder, "Thumbs.db", "x")
    assert twice(inbox) == []
    assert (inbox.passed, inbox.waiting) == (1, ())
    assert (folder / "groep 4" / "leerlingen.xml").exists()
    assert (folder / "Thumbs.db").exists()


def test_a_folder_that_cannot_be_made_says_so_and_comes_back(inbox: Inbox, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file, no folder", encoding="utf-8")
    assert inbox.look(NOW) == []
    assert inbox.problem is not None
    assert inbox.problem.title == "Het postvak is niet te gebruiken"
    assert inbox.past(9) == []
    folder.unlink()
    put(folder, "leerlingen.xml", PUPILS)
    assert states(twice(inbox)) == [("leerlingen.xml", "applied")]
    assert inbox.problem is None


def test_the_history_names_the_inbox(inbox: Inbox, folder: Path, store: Store) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    twice(inbox)
    with store.read() as cursor:
        assert cursor.execute("select who from change").fetchall() == [("Postvak in",)]


def test_two_watchers_of_one_folder_take_nothing_in_twice(
    inbox: Inbox, folder: Path, store: Store, tmp_path: Path
) -> None:
    other = Inbox(folder, store, settings_in(tmp_path))
    put(folder, "leerlingen.xml", PUPILS, timedelta(hours=2))
    put(folder, "resultaten.csv", RESULTS)
    both = [inbox, other]
    for one in both:
        one.look(NOW)
    start = threading.Barrier(2)

    def look(one: Inbox) -> None:
        start.wait()
        one.look(NOW)

    threads = [threading.Thread(target=look, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (rows(store, "change"), rows(store, "pupil"), rows(store, "result")) == (2, 2, 1)
    assert names(folder) == [DONE, REFUSED]
    assert names(folder / REFUSED) == []


def test_a_file_that_was_taken_away_is_not_refused_and_what_went_in_keeps_its_report(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = room.apply

    def vanishes(*given: object, **named: object) -> object:
        report = real(*given, **named)  # type: ignore[arg-type]
        (folder / given[1].name).unlink()  # type: ignore[attr-defined]
        return report

    monkeypatch.setattr(room, "apply", vanishes)
    put(folder, "leerlingen.xml", PUPILS)
    put(folder, "raar.xml", "<a/>")
    assert states(twice(inbox)) == [("leerlingen.xml", "applied")]
    assert (len(names(folder / DONE)), names(folder / REFUSED)) == (1, [])
    assert inbox.waiting == ()
