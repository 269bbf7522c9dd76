"""How complete each file was, how old each source is, and when one has stopped coming."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ibdash import intake
from ibdash.intake import Options
from ibdash.questions import ask, last_change
from ibdash.sources.reading import SourceFile
from ibdash.store import Store
from tests.known_school import date_changes
from tests.people import IB, settings_in, taken_in
from tests.quality_school import YEAR, pupils, pupils_table, results, school_id

START = date(2026, 1, 5)
RESULT = "1;rekenen;RW;Cito"


def sources(store: Store, today: date, known_at: int | None = None) -> dict[str, dict[str, Any]]:
    """The rows of quality/sources by their format."""
    table = ask(
        store,
        "quality/sources",
        who=IB,
        known_at=known_at,
        school_id=school_id(store),
        today=today,
    )
    return {row["format"]: row for row in table.to_pylist()}


def delivered(store: Store) -> list[dict[str, Any]]:
    """The rows of quality/delivered."""
    return ask(store, "quality/delivered", who=IB, school_id=school_id(store)).to_pylist()


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """One pupil in groep 6."""
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    return store


def come(store: Store, folder: Path, days: list[int]) -> None:
    """Files of results, each some days after START; the list of pupils came on START itself."""
    for number in range(len(days)):
        score = f"{RESULT};{YEAR};M6;2026-01-20;{50 + number}"
        results(store, folder, [score], f"uitslag {number}.csv")
    date_changes(store, [START, *(START + timedelta(days=n) for n in days)])


def test_what_a_file_carried_is_counted_with_what_was_the_same(
    school: Store, tmp_path: Path
) -> None:
    rows = [
        f"{RESULT};{YEAR};M6;2026-01-20;50;II;I-V;70",
        f"1;spelling;SP;Cito;{YEAR};M6;;40",
        f"1;spelling;SP2;Cito;{YEAR};M6;;;III;I-V",
    ]
    results(school, tmp_path, rows[:2])
    results(school, tmp_path, rows, "nog eens.csv")
    again, first, list_of_pupils = delivered(school)
    assert (again["file_name"], again["kind"], again["rows"]) == ("nog eens.csv", "result", 3)
    told = ("keys", "levels", "scores", "percentiles", "days", "moments")
    assert [again[column] for column in told] == [3, 2, 2, 1, 1, 3]
    assert [first[column] for column in told] == [2, 1, 2, 1, 1, 2]
    assert list_of_pupils["kind"] == "pupil"
    assert [list_of_pupils[column] for column in told] == [1, None, None, None, 1, None]


def test_a_file_of_before_the_counts_is_there_without_them(school: Store) -> None:
    with school.change("proef", "edit") as change:
        change.cursor.execute("delete from intake_delivery")
        change.touch("facts")
    (row,) = delivered(school)
    assert (row["file_name"], row["kind"], row["rows"]) == ("leerlingen.csv", None, None)


def test_a_rhythm_needs_three_intervals(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 8, 15])
    assert sources(school, START + timedelta(days=90))["Resultaten"]["rhythm"] is None


def test_files_of_one_day_are_one_step_of_the_rhythm(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 1, 8, 8, 15])
    assert sources(school, START + timedelta(days=90))["Resultaten"]["rhythm"] is None


def test_a_source_is_late_after_twice_its_rhythm(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 8, 15, 25])
    last = START + timedelta(days=25)
    on_time = sources(school, last + timedelta(days=14))["Resultaten"]
    assert (on_time["age"], on_time["rhythm"], on_time["alarm"]) == (14, 7, None)
    late = sources(school, last + timedelta(days=15))["Resultaten"]
    assert (late["age"], late["alarm"]) == (15, "rhythm")
    assert late["last_file"] == "uitslag 3.csv"
    assert late["kinds"] == ["result", "school", "test"]
    assert sources(school, last)["Leerlingen"]["alarm"] is None


def test_a_daily_source_may_stay_away_for_three_days(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 2, 3, 4])
    last = START + timedelta(days=4)
    assert sources(school, last + timedelta(days=3))["Resultaten"]["alarm"] is None
    assert sources(school, last + timedelta(days=4))["Resultaten"]["alarm"] == "rhythm"


def test_a_file_that_changes_nothing_has_come_too(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 8, 15, 22])
    with school.read() as cursor:
        version = cursor.execute("select version from store_version").fetchone()
    same = pupils_table(f"1;Aya;Bos;2015-12-01;{YEAR};6a;6")
    assert taken_in(school, tmp_path, "weer.csv", same).state == "unchanged"
    with school.read() as cursor:
        (at,) = cursor.execute("select came_at::date from intake_again").fetchall()[0]
        assert cursor.execute("select version from store_version").fetchone() == version
    late = sources(school, at + timedelta(days=2))["Leerlingen"]
    assert (late["age"], late["last_on"], late["last_file"]) == (2, at, "leerlingen.csv")
    earlier = sources(school, START + timedelta(days=30))["Leerlingen"]
    assert (earlier["age"], earlier["last_on"]) == (30, START), "not yet on that day"


def test_as_known_on_a_day_later_files_have_not_come(school: Store, tmp_path: Path) -> None:
    come(school, tmp_path, [1, 8, 15, 22])
    day = START + timedelta(days=10)
    found = sources(school, day, last_change(school, day, who=IB))["Resultaten"]
    assert (found["last_file"], found["age"], found["rhythm"]) == ("uitslag 1.csv", 2, None)


def test_a_window_without_results_of_a_source_that_brought_the_two_before(
    school: Store, tmp_path: Path
) -> None:
    """The M window of 2025-2026 closes on 15 February; fourteen days later it counts."""
    results(
        school,
        tmp_path,
        [
            f"{RESULT};2024-2025;M5;2025-01-20;50",
            f"{RESULT};2024-2025;E5;2025-06-10;55",
        ],
    )
    assert sources(school, date(2026, 3, 1))["Resultaten"]["alarm"] is None
    late = sources(school, date(2026, 3, 2))["Resultaten"]
    assert (late["alarm"], late["window_moment"], late["window_year"]) == ("window", "M", YEAR)
    results(school, tmp_path, [f"{RESULT};{YEAR};M6;2026-01-20;60"], "m6.csv")
    assert sources(school, date(2026, 3, 2))["Resultaten"]["alarm"] is None


def test_a_source_that_brought_one_of_two_windows_is_not_missed(
    school: Store, tmp_path: Path
) -> None:
    results(school, tmp_path, [f"{RESULT};2024-2025;E5;2025-06-10;55"])
    assert sources(school, date(2026, 3, 2))["Resultaten"]["alarm"] is None


def test_a_file_that_was_undone_has_not_come(school: Store, tmp_path: Path) -> None:
    results(school, tmp_path, [f"{RESULT};{YEAR};M6;2026-01-20;60"])
    newest = ask(school, "intake/history", who=IB).column("intake_id")[0].as_py()
    assert "Resultaten" in sources(school, date(2026, 2, 9))
    intake.undo(school, newest, who=IB)
    assert "Resultaten" not in sources(school, date(2026, 2, 9))
    assert [row["file_name"] for row in delivered(school)] == ["leerlingen.csv"]


def test_a_preview_keeps_no_counts(school: Store, tmp_path: Path) -> None:
    before = len(delivered(school))
    file = SourceFile(
        "uitslag.csv", b"leerling_id;leerlijn;toets;schooljaar\n1;rekenen;RW;2025-2026"
    )
    seen = intake.preview(school, file, who=IB, settings=settings_in(tmp_path), options=Options())
    assert (seen.state, seen.delivered) == ("ready", {})
    assert len(delivered(school)) == before
