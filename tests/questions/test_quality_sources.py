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


def test_rows_that_could_not_be_read_are_counted_apart(school: Store, tmp_path: Path) -> None:
    head = "leerling_id;leerlijn;toets;schooljaar;afnamedatum;ruwe_score;percentiel"
    rows = [f"1;rekenen;RW {n};{YEAR};2026-01-20;5{n};70" for n in range(5)]
    rows += [f"1;rekenen;RX {n};{YEAR};31-02-2026;50;70" for n in range(2)]
    text = "\n".join([head, *rows, f"1;rekenen;RX;{YEAR};2026-01-20;50;180"])
    assert taken_in(school, tmp_path, "resultaten.csv", text).applied
    (found, list_of_pupils) = delivered(school)
    assert (found["rows"], found["unreadable"], found["scores"]) == (5, 3, 5)
    assert (list_of_pupils["rows"], list_of_pupils["unreadable"]) == (1, 0)


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


def holidays(store: Store, folder: Path, *rows: str) -> None:
    """Takes a school calendar in; a row is first day, last day, kind and year group."""
    text = "\n".join(["van;tot;soort;jaargroep", *rows])
    assert taken_in(store, folder, "schoolkalender.csv", text).applied


SUMMER = date(2026, 7, 3)


@pytest.fixture
def weekly(school: Store, tmp_path: Path) -> Store:
    """Results came every seven days, on 5, 12, 19 and 26 June and 3 July 2026."""
    come(school, tmp_path, [(SUMMER - START).days - 7 * ago for ago in (4, 3, 2, 1, 0)])
    return school


def test_a_weekly_source_is_not_missed_in_the_summer_holiday(weekly: Store, tmp_path: Path) -> None:
    """3 July to 30 August is 58 days, of which 44 are holiday: fourteen, as before."""
    holidays(weekly, tmp_path, "2026-07-11;2026-08-23;vakantie;")
    for day in (date(2026, 7, 17), date(2026, 8, 23), date(2026, 8, 30)):
        assert sources(weekly, day)["Resultaten"]["alarm"] is None, day
    late = sources(weekly, date(2026, 8, 31))["Resultaten"]
    assert (late["age"], late["holidays"], late["summer_days"]) == (59, 44, 0)
    assert (late["rhythm"], late["alarm"]) == (7, "rhythm")


def test_the_holiday_of_this_summer_counts_before_it_begins(weekly: Store, tmp_path: Path) -> None:
    holidays(weekly, tmp_path, "2026-07-20;2026-08-30;vakantie;")
    found = sources(weekly, date(2026, 7, 18))["Resultaten"]
    assert (found["age"], found["summer_days"], found["alarm"]) == (15, 0, "rhythm")


def test_without_a_summer_holiday_in_the_calendar_july_and_august_do_not_count(
    weekly: Store, tmp_path: Path
) -> None:
    """From 3 July 59 days are left of July and August (28 and 31)."""
    holidays(
        weekly, tmp_path, "2025-10-18;2025-10-26;vakantie;", "2026-07-06;2026-07-06;studiedag;"
    )
    on_time = sources(weekly, date(2026, 9, 14))["Resultaten"]
    assert (on_time["age"], on_time["holidays"], on_time["summer_days"]) == (73, 0, 59)
    assert on_time["alarm"] is None
    assert sources(weekly, date(2026, 9, 15))["Resultaten"]["alarm"] == "rhythm"


def test_a_holiday_of_one_year_group_is_none_of_the_school(weekly: Store, tmp_path: Path) -> None:
    holidays(weekly, tmp_path, "2026-07-04;2026-08-30;vakantie;8")
    found = sources(weekly, date(2026, 7, 31))["Resultaten"]
    assert (found["holidays"], found["summer_days"]) == (0, 28)


def test_a_holiday_between_two_files_is_no_part_of_the_rhythm(
    school: Store, tmp_path: Path
) -> None:
    """16, 16 and 7 days; without nine days of holiday in each of the long ones, every seven."""
    come(school, tmp_path, [1, 17, 33, 40])
    assert sources(school, START + timedelta(days=40))["Resultaten"]["rhythm"] == 16
    days = [(START + timedelta(days=n), START + timedelta(days=n + 8)) for n in (3, 19)]
    holidays(school, tmp_path, *(f"{first};{last};vakantie;" for first, last in days))
    assert sources(school, START + timedelta(days=40))["Resultaten"]["rhythm"] == 7


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


def test_a_window_that_closed_before_the_summer_is_missed_after_it(
    school: Store, tmp_path: Path
) -> None:
    """The E window closes on 30 June: fourteen days of school later is 14 September."""
    results(
        school,
        tmp_path,
        [f"{RESULT};2024-2025;E5;2025-06-10;55", f"{RESULT};{YEAR};M6;2026-01-20;60"],
    )
    assert sources(school, date(2026, 9, 14))["Resultaten"]["window_moment"] == "M"
    late = sources(school, date(2026, 9, 15))["Resultaten"]
    assert (late["alarm"], late["window_moment"], late["window_year"]) == ("window", "E", YEAR)


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
