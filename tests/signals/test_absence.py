"""VRZ-2 to VRZ-6: long, luxury, frequent illness, long illness, lateness."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from ibdash.store import Store
from tests.people import TODAY
from tests.signals.absences import absence, days, hours
from tests.signals.small_school import said, take


def weekdays(first: date, last: date) -> list[str]:
    found = [first + timedelta(ago) for ago in range((last - first).days + 1)]
    return [f"{day}" for day in found if day.weekday() < 5]


@pytest.mark.parametrize(("last", "since"), [(28, []), (29, [date(2026, 2, 2)])])
def test_longer_than_four_weeks(store: Store, tmp_path: Path, last: int, since: list[date]) -> None:
    """From Monday 5 January: 28 days are over on Sunday 1 February, Monday is the 29th."""
    away = weekdays(date(2026, 1, 5), date(2026, 1, 4) + timedelta(last))
    absence(store, tmp_path, *days("1", "ongeoorloofd", *away))
    assert [one["since"] for one in said(store, TODAY, "VRZ-2")] == since


def test_a_holiday_neither_breaks_nor_counts(store: Store, tmp_path: Path) -> None:
    """From 1 December 19 days, then two weeks of Christmas; the 29th day is 14 January."""
    before = weekdays(date(2025, 12, 1), date(2025, 12, 19))
    after = weekdays(date(2026, 1, 5), date(2026, 1, 14))
    absence(store, tmp_path, *days("1", "ongeoorloofd", *before, *after))
    (signal,) = said(store, TODAY, "VRZ-2")
    assert signal["since"] == date(2026, 1, 14)
    assert signal["sentence"] == (
        "Er is ongeoorloofd verzuim van 1 dec 2025 tot en met 14 jan 2026,"
        " langer dan vier weken achter elkaar."
    )


def test_a_morning_at_school_breaks_it(store: Store, tmp_path: Path) -> None:
    away = weekdays(date(2026, 1, 5), date(2026, 2, 6))
    away.remove("2026-01-20")
    half = days("1", "ongeoorloofd", "2026-01-20", part="m")
    absence(store, tmp_path, *days("1", "ongeoorloofd", *away), *half)
    assert said(store, TODAY, "VRZ-2") == []


def test_a_whole_day_without_leave(store: Store, tmp_path: Path) -> None:
    """A morning and an afternoon are a day, a morning or two hours are not."""
    parts = [f"1;2026-01-12;{part};;ongeoorloofd" for part in "om"]
    half = days("2", "ongeoorloofd", "2026-01-12", part="o") + hours("2", ("2026-01-13", 2))
    absence(store, tmp_path, *parts, *half)
    (signal,) = said(store, TODAY, "VRZ-3")
    assert (signal["pupil"], signal["since"], signal["weight"]) == ("1", date(2026, 1, 12), 1)
    assert signal["sentence"] == (
        "Er was buiten de vakanties 1 hele schooldag verzuim zonder verlof: 12 jan 2026."
    )
    assert len(signal["evidence"]) == 2


@pytest.mark.parametrize(
    "row", ["1;2026-01-12;d;;verlof", "1;2025-12-22;d;;ongeoorloofd", "1;2026-01-12;d;;schorsing"]
)
def test_leave_and_holidays_are_no_luxury(store: Store, tmp_path: Path, row: str) -> None:
    absence(store, tmp_path, row)
    assert said(store, TODAY, "VRZ-3") == []


def test_a_report_settles_the_days_up_to_it(store: Store, tmp_path: Path) -> None:
    absence(store, tmp_path, *days("1", "ongeoorloofd", "2026-01-12", "2026-01-19"))
    row = "leerling_id;soort;aangevraagd_op\n1;leerplicht;2026-01-12\n"
    take(store, tmp_path, "verwijzingen", row)
    assert [one["since"] for one in said(store, TODAY, "VRZ-3")] == [date(2026, 1, 19)]


def test_what_is_not_known_of_a_day_is_said(store: Store, tmp_path: Path) -> None:
    absence(store, tmp_path, *hours("1", ("2026-01-12", 3)))
    (found,) = said(store, TODAY, "VRZ-3")
    assert found["outcome"] == "too_little"
    assert found["sentence"].endswith("niet te zeggen: er staan alleen uren.")


def test_without_a_calendar_nothing_alarms(store: Store, tmp_path: Path) -> None:
    away = weekdays(date(2026, 1, 5), date(2026, 2, 6))
    ill = weekdays(date(2026, 1, 5), date(2026, 1, 8)) + weekdays(
        date(2026, 1, 19), date(2026, 1, 21)
    )
    loose = ["2025-09-01", "2025-10-01", "2025-11-03", *ill]
    rows = days("1", "ongeoorloofd", *away) + days("2", "ziek", *loose)
    absence(store, tmp_path, *rows, calendar=None)
    rules = ("VRZ-2", "VRZ-3", "VRZ-4", "VRZ-5", "VRZ-6")
    found = said(store, TODAY, *rules)
    assert {(one["rule"], one["outcome"]) for one in found} == {
        (rule, "too_little") for rule in rules
    }


def test_four_reports_of_illness(store: Store, tmp_path: Path) -> None:
    """Friday and Monday, and the days around a holiday, are one report."""
    loose = ["2025-09-05", "2025-09-08", "2025-10-16", "2025-10-17", "2025-10-27", "2025-12-01"]
    absence(store, tmp_path, *days("1", "ziek", *loose), *days("1", "verlof", "2025-12-09"))
    assert said(store, TODAY, "VRZ-4") == []
    take(
        store,
        tmp_path,
        "verzuim",
        "leerling_id;datum;dagdeel;soort\n1;2026-01-06;o;ziek\n",
    )
    assert said(store, date(2026, 1, 5), "VRZ-4") == []
    (signal,) = said(store, TODAY, "VRZ-4")
    assert (signal["since"], signal["weight"]) == (date(2026, 1, 6), 4)
    assert signal["sentence"] == (
        "Er zijn 4 ziekmeldingen in dit schooljaar, de laatste vanaf 6 jan 2026."
    )
    assert said(store, date(2026, 8, 31), "VRZ-4") == []


def test_reports_in_a_number_of_school_weeks(store: Store, tmp_path: Path) -> None:
    """Of twelve school weeks up to 13 February: 10 November is the first Monday (12 weeks)."""
    loose = ["2025-11-12", "2025-12-01", "2025-12-10", "2026-01-06"]
    absence(store, tmp_path, *days("1", "ziek", *loose))
    twelve = {("VRZ-4", "weeks"): 12.0}
    assert len(said(store, TODAY, "VRZ-4", limits=twelve)) == 1
    eleven = {("VRZ-4", "weeks"): 11.0}
    assert said(store, TODAY, "VRZ-4", limits=eleven) == []


@pytest.mark.parametrize(("last", "weights"), [(20, []), (21, [1]), (26, [1]), (27, [2])])
def test_more_than_six_school_days_ill(
    store: Store, tmp_path: Path, last: int, weights: list[int]
) -> None:
    """Tuesday 13 to Tuesday 20 January are six school days, to 27 January eleven."""
    ill = weekdays(date(2026, 1, 13), date(2026, 1, last))
    absence(store, tmp_path, *days("1", "ziek", *ill))
    found = said(store, TODAY, "VRZ-5")
    assert [one["weight"] for one in found] == weights
    assert {one["since"] for one in found} <= {date(2026, 1, 21)}


def test_a_study_day_is_no_day_of_illness(store: Store, tmp_path: Path) -> None:
    """5, 6, 7, 11, 12, 13 November: six days; 10 November is free for groep 6."""
    ill = weekdays(date(2025, 11, 5), date(2025, 11, 13))
    absence(store, tmp_path, *days("1", "ziek", *ill), *days("1", "verlof", "2025-11-14"))
    assert said(store, TODAY, "VRZ-5") == []
    take(store, tmp_path, "verzuim", "leerling_id;datum;dagdeel;soort\n1;2025-11-14;m;ziek\n")
    (signal,) = said(store, TODAY, "VRZ-5")
    assert signal["sentence"] == (
        "Ziek op 7 schooldagen achter elkaar, van 5 nov 2025 tot en met 14 nov 2025."
    )


def test_three_times_late_in_four_school_weeks(store: Store, tmp_path: Path) -> None:
    """9 January falls out of the four weeks up to 13 February, 19 January does not."""
    late = days("1", "te_laat", "2026-01-09", "2026-01-20", part="o")
    absence(store, tmp_path, *late, *days("1", "ongeoorloofd", "2026-02-03"))
    assert said(store, TODAY, "VRZ-6") == []
    more = "leerling_id;datum;dagdeel;soort\n1;2026-02-05;m;te_laat\n"
    take(store, tmp_path, "verzuim", more)
    (signal,) = said(store, TODAY, "VRZ-6")
    assert (signal["since"], signal["weight"]) == (date(2026, 2, 5), 3)
    assert signal["sentence"] == (
        "Te laat of ongeoorloofd afwezig: 3 keer van 20 jan 2026 tot en met 5 feb 2026."
    )


def test_its_first_day_stays_while_it_lasts(store: Store, tmp_path: Path) -> None:
    """From 8 January on there are three in every four weeks."""
    late = ["2026-01-06", "2026-01-07", "2026-01-08", "2026-01-28", "2026-02-03", "2026-02-04"]
    absence(store, tmp_path, *days("1", "te_laat", *late, part="o"))
    (signal,) = said(store, TODAY, "VRZ-6")
    assert (signal["since"], signal["weight"]) == (date(2026, 1, 8), 3)
    assert said(store, date(2026, 3, 9), "VRZ-6") == []
