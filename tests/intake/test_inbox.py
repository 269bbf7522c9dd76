"""What lands in the inbox: taken in when whole, left lying when it must wait, cleared away."""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ibdash.intake.inbox import Handled, Inbox
from ibdash.intake.inbox_folder import DONE, REFUSED
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import settings_in

NOW = datetime(2026, 2, 9, 6, 0)
PUPILS = edexml(
    "2025-2026",
    group("G4", "4A", "4"),
    pupil("1", "Noor", "Wal", prefix="van der", born="2017-03-09", group="G4"),
    pupil("2", "Bo", "Aker", born="2017-05-05", group="G4"),
)
RESULTS = (
    "leerling_id;leerlijn;toets;moment;schooljaar;vaardigheidsscore\n"
    "1;woordlezen;DMT;M4;2025-2026;38\n"
    "9;woordlezen;DMT;M4;2025-2026;41\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "inbox"


@pytest.fixture
def inbox(store: Store, tmp_path: Path, folder: Path) -> Inbox:
    return Inbox(folder, store, settings_in(tmp_path))


def put(folder: Path, name: str, content: str | bytes, age: timedelta = timedelta(hours=1)) -> Path:
    """A file that was last written so long before NOW."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    written = (NOW - age).timestamp()
    os.utime(file, (written, written))
    return file


def twice(inbox: Inbox, now: datetime = NOW) -> list[Handled]:
    """Two looks: a file is only known to rest at the second."""
    return inbox.look(now) + inbox.look(now)


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def states(handled: list[Handled]) -> list[tuple[str, str]]:
    return [(one.name, one.report.state) for one in handled]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_whole_file_goes_in_and_leaves_only_its_report(inbox: Inbox, folder: Path) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    assert inbox.look(NOW) == []
    assert states(inbox.look(NOW)) == [("leerlingen.xml", "applied")]
    assert names(folder) == [DONE, REFUSED]
    assert names(folder / DONE) == ["2026-02-09_060000_leerlingen.xml.verslag.txt"]
    told = (folder / DONE / "2026-02-09_060000_leerlingen.xml.verslag.txt").read_text(
        encoding="utf-8"
    )
    assert "Uitkomst: overgenomen\n" in told
    assert "- leerlingen: nieuw 2, gewijzigd 0, gelijk 0, verdwenen 0, geweigerd 0" in told
    assert "Noor" not in told
    assert "Aker" not in told


def test_a_file_that_grows_is_left_until_it_rests(inbox: Inbox, folder: Path) -> None:
    put(folder, "leerlingen.xml", PUPILS[:200], timedelta(seconds=10))
    inbox.look(NOW)
    put(folder, "leerlingen.xml", PUPILS[:400], timedelta(seconds=5))
    assert inbox.look(NOW) == []
    put(folder, "leerlingen.xml", PUPILS, timedelta(seconds=1))
    assert inbox.look(NOW) == []
    assert inbox.look(NOW) == [], "written a second ago"
    assert states(inbox.look(NOW + timedelta(seconds=5))) == [("leerlingen.xml", "applied")]


def test_what_is_cut_off_may_still_be_on_its_way_and_is_refused_after_ten_minutes(
    inbox: Inbox, folder: Path
) -> None:
    put(folder, "leerlingen.xml", PUPILS[:400], timedelta(seconds=30))
    assert twice(inbox) == []
    assert [(one.name, one.why) for one in inbox.waiting] == [("leerlingen.xml", "retry")]
    assert states(inbox.look(NOW + timedelta(minutes=11))) == [("leerlingen.xml", "refused")]
    assert names(folder / REFUSED) == [
        "2026-02-09_061100_leerlingen.xml",
        "2026-02-09_061100_leerlingen.xml.verslag.txt",
    ]


def test_what_was_cut_off_and_comes_whole_goes_in(inbox: Inbox, folder: Path) -> None:
    put(folder, "leerlingen.xml", PUPILS[:400], timedelta(seconds=30))
    twice(inbox)
    put(folder, "leerlingen.xml", PUPILS, timedelta(seconds=20))
    assert states(twice(inbox)) == [("leerlingen.xml", "applied")]


def test_results_wait_for_their_pupils_whatever_came_first(inbox: Inbox, folder: Path) -> None:
    put(folder, "resultaten.csv", RESULTS, timedelta(hours=2))
    assert twice(inbox) == []
    (waiting,) = inbox.waiting
    assert (waiting.name, waiting.why) == ("resultaten.csv", "pupils")
    assert waiting.report is not None
    assert waiting.report.remedy.startswith("Importeer eerst de leerlingen van deze school")
    put(folder, "leerlingen.xml", PUPILS)
    assert states(twice(inbox)) == [("leerlingen.xml", "applied"), ("resultaten.csv", "applied")]
    told = (folder / DONE / "2026-02-09_060000_resultaten.csv.verslag.txt").read_text(
        encoding="utf-8"
    )
    assert "regel 3: Deze leerling is niet bekend" in told
    assert inbox.waiting == ()


def test_a_decision_stays_until_somebody_takes_it_in(
    inbox: Inbox, folder: Path, store: Store
) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    twice(inbox)
    other = PUPILS.replace("99ZZ", "98QQ")
    put(folder, "andere school.xml", other)
    assert twice(inbox) == []
    (waiting,) = inbox.waiting
    assert (waiting.why, waiting.report and waiting.report.choice) == ("person", "new_school")
    assert inbox.read("andere school.xml") == other.encode()
    assert inbox.read("../ibdash.duckdb") is None
    report = waiting.report
    assert report is not None
    assert inbox.settle("andere school.xml", _hash(other), report, NOW) is None, "not taken in"
    report.state = "applied"
    assert inbox.settle("andere school.xml", _hash("iets anders"), report, NOW) is None, (
        "another by now"
    )
    settled = inbox.settle("andere school.xml", _hash(other), report, NOW)
    assert settled is not None
    assert inbox.waiting == ()
    assert settled.report_file.exists()
    assert not (folder / "andere school.xml").exists()


def test_a_table_that_nobody_knows_waits_for_its_columns(inbox: Inbox, folder: Path) -> None:
    put(folder, "lijstje.csv", "Naam;Score\nNoor;12\nBo;14\n")
    assert twice(inbox) == []
    (waiting,) = inbox.waiting
    assert (waiting.why, waiting.report and waiting.report.choice) == ("person", "columns")


def test_a_refused_file_is_kept_for_14_days_and_its_report_for_good(
    inbox: Inbox, folder: Path
) -> None:
    put(folder, "raar.xml", "<a/>")
    assert states(twice(inbox)) == [("raar.xml", "refused")]
    inbox.look(NOW + timedelta(days=14))
    assert len(names(folder / REFUSED)) == 2
    inbox.look(NOW + timedelta(days=14, seconds=1))
    assert names(folder / REFUSED) == ["2026-02-09_060000_raar.xml.verslag.txt"]


def test_the_same_file_again_changes_nothing_and_overwrites_no_report(
    inbox: Inbox, folder: Path
) -> None:
    for state in ("applied", "unchanged"):
        put(folder, "leerlingen.xml", PUPILS)
        assert states(twice(inbox)) == [("leerlingen.xml", state)]
    assert names(folder / DONE) == [
        "2026-02-09_060000_leerlingen.xml.verslag.txt",
        "2026-02-09_060001_leerlingen.xml.verslag.txt",
    ]


def test_the_setting_keeps_the_file_and_warns(store: Store, tmp_path: Path, folder: Path) -> None:
    inbox = Inbox(folder, store, settings_in(tmp_path, keep_imported=True))
    put(folder, "leerlingen.xml", PUPILS)
    twice(inbox)
    assert names(folder / DONE) == [
        "2026-02-09_060000_leerlingen.xml",
        "2026-02-09_060000_leerlingen.xml.verslag.txt",
    ]
    told = (folder / DONE / "2026-02-09_060000_leerlingen.xml.verslag.txt").read_text(
        encoding="utf-8"
    )
    assert "burgerservicenummers" in told


@pytest.mark.parametrize(
    "name", [".x.xml", "~$leerlingen.xlsx", "a.xml.tmp", "a.part", "a.crdownload", "A.TMP"]
)
def test_what_programs_write_for_themselves_is_left_alone(
    inbox: Inbox, folder: Path, name: str
) -> None:
    put(folder, name, PUPILS)
    assert twice(inbox) == []
    assert inbox.waiting == ()


def test_folders_and_links_are_left_alone(inbox: Inbox, folder: Path, tmp_path: Path) -> None:
    put(folder, "leerlingen.xml", PUPILS)
    (folder / "leerlingen.xml").rename(tmp_path / "elders.xml")
    (folder / "link.xml").symlink_to(tmp_path / "elders.xml")
    (folder / "map.xml").mkdir()
    assert twice(inbox) == []
    assert inbox.waiting == ()


def test_a_file_above_the_limit_is_refused_unread(
    store: Store, tmp_path: Path, folder: Path
) -> None:
    inbox = Inbox(folder, store, settings_in(tmp_path, max_file_mb=0))
    put(folder, "leerlingen.xml", PUPILS)
    (handled,) = twice(inbox)
    assert (handled.report.state, handled.report.title) == ("refused", "Het bestand is te groot")


def test_what_is_written_over_a_file_while_it_is_read_is_another_file(
    inbox: Inbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ibdash.intake import inbox as room

    real = room.apply
    later = PUPILS.replace("Bo", "Bobbie")

    def slow(*given: object, **named: object) -> object:
        report = real(*given, **named)  # type: ignore[arg-type]
        put(folder, "leerlingen.xml", later, timedelta(minutes=30))
        return report

    monkeypatch.setattr(room, "apply", slow)
    put(folder, "leerlingen.xml", PUPILS)
    assert twice(inbox) == []
    assert (folder / "leerlingen.xml").read_text() == later
    monkeypatch.setattr(room, "apply", real)
    (handled,) = twice(inbox)
    assert handled.report.counts["pupil"].changed == 1


def test_a_refused_text_file_goes_after_14_days_too_and_what_is_not_ours_stays(
    inbox: Inbox, folder: Path
) -> None:
    put(folder, "raar.txt", "\x00\x01\x02")
    twice(inbox)
    (folder / REFUSED / "9999-99-99_999999_van iemand.xml").write_text("x")
    inbox.look(NOW + timedelta(days=15))
    assert names(folder / REFUSED) == [
        "2026-02-09_060000_raar.txt.verslag.txt",
        "9999-99-99_999999_van iemand.xml",
    ]


def test_a_very_long_name_is_cleared_away_too(inbox: Inbox, folder: Path) -> None:
    put(folder, "é" * 120 + ".xml", PUPILS)
    (handled,) = twice(inbox)
    assert handled.report_file.exists()
    assert handled.report_file.name.endswith("é.xml.verslag.txt")
