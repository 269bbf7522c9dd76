"""VRZ-1: sixteen hours of unauthorised absence in four school weeks."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.shared_files import shared_file
from tests.signals.absences import CALENDAR, absence, days, hours
from tests.signals.small_school import PUPILS, said, take

HOURS = {("VRZ-1", "morning"): 3.5, ("VRZ-1", "afternoon"): 2.0}


def test_the_signal_is_of_the_day_of_the_sixteenth_hour(store: Store, tmp_path: Path) -> None:
    """6 + 5 + 0 + 5 hours in four weeks: the first worked example of the field."""
    rows = hours("1", ("2025-11-04", 6), ("2025-11-13", 5), ("2025-11-27", 5))
    absence(store, tmp_path, *rows)
    assert said(store, date(2025, 11, 26), "VRZ-1") == []
    (signal,) = said(store, TODAY, "VRZ-1")
    assert (signal["pupil"], signal["outcome"], signal["severity"]) == ("1", "signal", "actie")
    assert (signal["since"], signal["weight"]) == (date(2025, 11, 27), 1)
    assert signal["sentence"] == (
        "Er was 16 uur ongeoorloofd verzuim van 4 nov 2025 tot en met 27 nov 2025,"
        " binnen vier schoolweken."
    )
    assert signal["limit_said"] == "16 uur in 4 schoolweken"
    assert [one["day"].day for one in signal["evidence"]] == [4, 13, 27]


def test_a_quarter_less_is_none(store: Store, tmp_path: Path) -> None:
    absence(store, tmp_path, *hours("1", ("2025-11-04", 8), ("2025-11-05", 7.75)))
    assert said(store, TODAY, "VRZ-1") == []


@pytest.mark.parametrize(("last", "count"), [("2025-11-28", 1), ("2025-12-01", 0)])
def test_the_fifth_week_is_too_far(store: Store, tmp_path: Path, last: str, count: int) -> None:
    """The weeks of 3, 10, 17 and 24 November are four; 1 December is the fifth."""
    absence(store, tmp_path, *hours("1", ("2025-11-03", 8), (last, 8)))
    assert len(said(store, TODAY, "VRZ-1")) == count


@pytest.mark.parametrize(("last", "count"), [("2025-11-07", 1), ("2025-11-10", 0)])
def test_a_holiday_is_no_school_week(store: Store, tmp_path: Path, last: str, count: int) -> None:
    """6 October, the holiday of 18 October, then 27 October and 3 November: four school weeks."""
    kept = CALENDAR.replace("2025-11-10;2025-11-10;studiedag;6\n", "")
    absence(store, tmp_path, *hours("1", ("2025-10-06", 8), (last, 8)), calendar=kept)
    assert len(said(store, TODAY, "VRZ-1")) == count


def test_absence_in_a_holiday_or_on_a_study_day_is_none(store: Store, tmp_path: Path) -> None:
    """10 November is free for groep 6, 11 November only for groep 8."""
    rows = hours("1", ("2025-10-17", 6), ("2025-10-20", 6), ("2025-11-10", 6))
    absence(store, tmp_path, *rows, *hours("2", ("2025-11-04", 8), ("2025-11-11", 8)))
    assert [one["pupil"] for one in said(store, TODAY, "VRZ-1")] == ["2"]


def test_after_sixteen_hours_the_counting_begins_again(store: Store, tmp_path: Path) -> None:
    first = (("2025-11-04", 8), ("2025-11-05", 8))
    absence(store, tmp_path, *hours("1", *first, ("2025-11-06", 8), ("2025-11-07", 7.5)))
    (signal,) = said(store, TODAY, "VRZ-1")
    assert signal["weight"] == 1
    more = "leerling_id;datum;dagdeel;uren;soort\n1;2025-11-12;;0,5;ongeoorloofd\n"
    take(store, tmp_path, "verzuim", more)
    (signal,) = said(store, TODAY, "VRZ-1")
    assert (signal["weight"], signal["since"]) == (2, date(2025, 11, 5))
    assert signal["sentence"].endswith("Daarna werd het nog 1 keer 16 uur.")


@pytest.mark.parametrize(
    ("reported", "since"),
    [("2025-11-04", [date(2025, 11, 5)]), ("2025-11-05", [date(2025, 11, 13)]), ("2025-11-13", [])],
)
def test_a_report_settles_what_was_before_it(
    store: Store, tmp_path: Path, reported: str, since: list[date]
) -> None:
    first = (("2025-11-04", 8), ("2025-11-05", 8))
    absence(store, tmp_path, *hours("1", *first, ("2025-11-12", 8), ("2025-11-13", 8)))
    row = f"leerling_id;soort;aangevraagd_op\n1;leerplicht;{reported}\n"
    take(store, tmp_path, "verwijzingen", row)
    assert [one["since"] for one in said(store, TODAY, "VRZ-1")] == since


@pytest.mark.parametrize(
    ("birth", "count"), [("2020-10-31", 1), ("2020-11-01", 0), ("2020-11-30", 0)]
)
def test_from_the_month_after_the_fifth_birthday(
    store: Store, tmp_path: Path, birth: str, count: int
) -> None:
    """Five on 31 October: from 1 November.  Five in November: from the first of December."""
    young = f"7;Kik;Ton;{birth};2025-2026;1a;1;2024-11-01\n"
    rows = hours("7", ("2025-11-05", 8), ("2025-11-06", 8))
    absence(store, tmp_path, *rows, pupils=PUPILS + young)
    assert len(said(store, TODAY, "VRZ-1")) == count


def test_other_absence_does_not_count(store: Store, tmp_path: Path) -> None:
    ill = [f"1;2025-11-{day:02};;8;{kind}" for day, kind in ((4, "ziek"), (5, "verlof"))]
    late = ["1;2025-11-06;;8;te_laat", "1;2025-11-07;;8;schorsing"]
    absence(store, tmp_path, *ill, *late, *hours("1", ("2025-11-12", 8)))
    assert said(store, TODAY, "VRZ-1") == []


def test_days_count_as_hours_where_those_are_set(store: Store, tmp_path: Path) -> None:
    """3.5 and 2 hours: a day is 5.5, and three days 16.5; a day and its morning are one day."""
    three = days("1", "ongeoorloofd", "2025-11-04", "2025-11-05", "2025-11-06")
    two = days("2", "ongeoorloofd", "2025-11-04", "2025-11-05")
    morning = days("2", "ongeoorloofd", "2025-11-05", part="o")
    absence(store, tmp_path, *three, *two, *morning)
    (signal,) = said(store, TODAY, "VRZ-1", limits=HOURS)
    assert (signal["pupil"], signal["outcome"]) == ("1", "signal")
    assert "16,5 uur" in signal["sentence"]


def test_without_hours_it_says_so_of_whom_it_can_matter(store: Store, tmp_path: Path) -> None:
    """One day is no 16 hours, whatever its hours are, nor are its two parts."""
    rows = days("1", "ongeoorloofd", "2025-11-04", "2025-11-05", "2025-11-06")
    parts = [f"2;2025-11-04;{part};;ongeoorloofd" for part in "om"]
    absence(store, tmp_path, *rows, *parts)
    (found,) = said(store, TODAY, "VRZ-1")
    assert (found["pupil"], found["outcome"]) == ("1", "too_little")
    assert found["sentence"] == (
        "Van 4 nov 2025 tot en met 5 nov 2025 was er op 2 dagen ongeoorloofd verzuim."
        " Of dat samen 16 uur in vier schoolweken is, is niet te zeggen: de lesuren ontbreken."
    )


def test_without_a_calendar_it_says_so(store: Store, tmp_path: Path) -> None:
    rows = hours("1", ("2025-11-04", 8), ("2025-12-09", 8)) + hours("2", ("2025-11-04", 8))
    absence(store, tmp_path, *rows, calendar=None)
    (found,) = said(store, TODAY, "VRZ-1")
    assert (found["pupil"], found["outcome"]) == ("1", "too_little")
    assert found["sentence"].endswith("is niet te zeggen: de schoolkalender ontbreekt.")


def test_without_a_birth_date_it_says_so(store: Store, tmp_path: Path) -> None:
    rows = hours("7", ("2025-11-05", 8), ("2025-11-06", 8))
    absence(store, tmp_path, *rows, pupils=PUPILS + "7;Kik;Ton;;2025-2026;1a;1;2024-11-01\n")
    (found,) = said(store, TODAY, "VRZ-1")
    assert found["outcome"] == "too_little"
    assert found["sentence"].endswith("is niet te zeggen: de geboortedatum ontbreekt.")


def test_a_pupil_who_left_gives_no_signal(store: Store, tmp_path: Path) -> None:
    absence(store, tmp_path, *hours("1", ("2025-11-04", 8), ("2025-11-05", 8)))
    gone = "leerling_id;roepnaam;achternaam;schooljaar;groep;uitstroomdatum\n"
    take(store, tmp_path, "leerlingen", f"{gone}1;Noor;Wal;2025-2026;6a;2026-02-08\n")
    assert said(store, TODAY, "VRZ-1") == []


def test_the_worked_examples_of_the_field(store: Store, tmp_path: Path) -> None:
    """ "week1 6u, week2 5u, week3 0u, week4 5u" and "week1 8u, vakantie, week2 8u"."""
    with shared_file("domain", "rekenvoorbeelden.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["onderwerp"] == "16 uur"]
    assert len(rows) == 2
    # The Mondays from two weeks before the autumn holiday on.
    mondays = [date(2025, 9, 29), date(2025, 10, 6), date(2025, 10, 13), date(2025, 10, 27)]
    told: list[str] = []
    for pupil, row in zip("12", rows, strict=True):
        assert "melding" in row["verwacht"]
        weeks = [part.split() for part in row["invoer"].replace("ongeoorloofd", "").split(",")]
        counts = [float(part[1].removesuffix("u")) for part in weeks if part[0] != "vakantie"]
        kept = mondays[-len(counts) :]
        told += hours(pupil, *((f"{day}", count) for day, count in zip(kept, counts, strict=True)))
    absence(store, tmp_path, *told)
    found = said(store, TODAY, "VRZ-1")
    assert {(one["pupil"], one["since"]) for one in found} == {
        ("1", date(2025, 10, 27)),
        ("2", date(2025, 10, 27)),
    }
