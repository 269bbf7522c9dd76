"""The calendar and the absence of the demo: on school days only, and as planted."""

from collections import Counter
from datetime import date, timedelta

import pytest

from ibdash.demo.absence import absence_rows, free_periods, school_days
from ibdash.demo.names import Name
from ibdash.demo.people import Pupil
from ibdash.demo.test_days import Calendar
from tests.demo.demo_files import Demo, pupils_in

TODAY = date(2026, 11, 24)
CALENDAR = Calendar.until(TODAY, 2)


def planted(number: int, entered_on: date = date(2020, 8, 17)) -> list[tuple[int, str, str]]:
    """How many school days ago, day part and kind, of one pupil of many; the last day is 1."""
    pupils = [
        Pupil(Name("Ada", "", "Vos"), True, date(2016, 1, 1), entered_on, None, 0.5, "gewoon",
              key=str(place))
        for place in range(number + 1)
    ]  # fmt: skip
    days = school_days(CALENDAR)
    return [
        (len(days) - days.index(row["datum"]), str(row["dagdeel"]), str(row["soort"]))  # type: ignore[arg-type]
        for row in absence_rows(pupils, CALENDAR)
        if row["leerling_id"] == str(number)
    ]


def test_a_year_has_its_holidays_in_order() -> None:
    """Easter of 2027 is on 28 March: Ascension on 6 May, Whit Monday on 17 May."""
    assert free_periods(2026) == [
        (date(2026, 10, 17), date(2026, 10, 25), "vakantie"),
        (date(2026, 11, 12), date(2026, 11, 12), "studiedag"),
        (date(2026, 12, 21), date(2027, 1, 5), "vakantie"),
        (date(2027, 2, 20), date(2027, 2, 28), "vakantie"),
        (date(2027, 3, 18), date(2027, 3, 18), "studiedag"),
        (date(2027, 3, 29), date(2027, 3, 29), "feestdag"),
        (date(2027, 4, 24), date(2027, 5, 2), "vakantie"),
        (date(2027, 5, 6), date(2027, 5, 7), "feestdag"),
        (date(2027, 5, 17), date(2027, 5, 17), "feestdag"),
        (date(2027, 7, 11), date(2027, 7, 31), "vakantie"),
    ]


def test_who_is_often_ill() -> None:
    """Four single days, and three times ill; one of those covers one of the four."""
    assert planted(5) == [(ago, "d", "ziek") for ago in (159, 158, 97, 38, 37, 36, 26, 15, 4)]


def test_who_comes_late() -> None:
    late = [ago for ago, part, kind in planted(11) if (part, kind) == ("o", "te_laat")]
    assert late == [42, 37, 32, 27, 22, 17, 12, 7, 2]


def test_who_was_away_without_leave_and_who_had_a_day_of_leave() -> None:
    away = [ago for ago, part, kind in planted(17) if (part, kind) == ("d", "ongeoorloofd")]
    assert away == [15, 12, 9, 6]
    assert [one for one in planted(2) if one[2] == "verlof"] == [(22, "d", "verlof")]


def test_nobody_is_absent_before_entering() -> None:
    entered = school_days(CALENDAR)[-30]
    assert [ago for ago, _, _ in planted(5, entered)] == [26, 15, 4]


def test_absence_is_on_school_days_while_at_school(demo_any_day: Demo) -> None:
    free = {
        date.fromisoformat(row["van"]) + timedelta(number)
        for row in demo_any_day.table("schoolkalender")
        for number in range(
            (date.fromisoformat(row["tot"]) - date.fromisoformat(row["van"])).days + 1
        )
    }
    keys = {pupil.get("key") for pupil in pupils_in(demo_any_day.schools()[-1])}
    rows = demo_any_day.table("verzuim")
    for row in rows:
        day = date.fromisoformat(row["datum"])
        assert day <= demo_any_day.today
        assert day.weekday() < 5
        assert day not in free
        assert row["leerling_id"] in keys
    assert len({(row["leerling_id"], row["datum"]) for row in rows}) == len(rows)
    assert len({row["bron_id"] for row in rows}) == len(rows)


def test_there_is_something_of_every_kind_on_any_day(demo_any_day: Demo) -> None:
    kinds = Counter(row["soort"] for row in demo_any_day.table("verzuim"))
    assert set(kinds) == {"ziek", "verlof", "te_laat", "ongeoorloofd"}
    assert 1000 <= sum(kinds.values()) <= 2000


@pytest.mark.parametrize("kind", ["vakantie", "studiedag", "feestdag"])
def test_no_test_and_no_absence_day_is_in_a_holiday(demo: Demo, kind: str) -> None:
    periods = [row for row in demo.table("schoolkalender") if row["soort"] == kind]
    assert periods
    taken = {row["afnamedatum"] for row in demo.results() if row["afnamedatum"]}
    inside = [day for day in taken for row in periods if row["van"] <= day <= row["tot"]]
    assert inside == []
