"""The questions of Deze week, on small stores."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibdash.changes import About, Meeting, WeekDesk, meeting_held
from ibdash.questions import ask
from ibdash.store import Store
from tests import week_school
from tests.people import IB, TODAY
from tests.signals.small_school import take


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    week_school.fill(store, tmp_path)
    return store


def school_id(store: Store) -> int:
    with store.read() as cursor:
        ((found,),) = cursor.execute("select school_id from school").fetchall()
    return int(found)


def asked(store: Store, name: str, **values: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(
        store, f"week/{name}", who=IB, school_id=school_id(store), **values
    ).to_pylist()
    return rows


def names(store: Store) -> dict[int, str]:
    with store.read() as cursor:
        return dict(
            cursor.execute(
                "select pupil_id, call_name from pupil where closed_by is null"
            ).fetchall()
        )


def number(store: Store, name: str) -> int:
    return next(key for key, value in names(store).items() if value == name)


def test_plans_with_what_was_measured_since_they_began(school: Store) -> None:
    bo, cas = asked(school, "plans", today=TODAY)
    assert (bo["measured"], bo["x_score"], bo["x_moment"], bo["y_score"], bo["others_on"]) == (
        1,
        100.0,
        "E5",
        102.0,
        None,
    )
    assert (cas["measured"], cas["last_moment"], cas["others_on"]) == (0, "E5", date(2026, 1, 22))
    assert asked(school, "plans", today=date(2025, 12, 1))[1]["others_on"] is None, "too soon"


def test_others_are_only_news_when_half_of_them_took_it(school: Store, tmp_path: Path) -> None:
    more = "\n".join(f"{n};P{n};Q;2016-01-01;2025-2026;6b;6;2020-01-05" for n in range(5, 11))
    take(school, tmp_path, "leerlingen", week_school.PUPILS + more + "\n")
    _, cas = asked(school, "plans", today=TODAY)
    assert cas["others_on"] is None, "three of nine others"


def test_support_without_a_result_since_the_others(school: Store, tmp_path: Path) -> None:
    table = "leerling_id;niveau;vanaf\n{};ON 3;2025-12-01\n{};ON 2;2025-12-01\n"
    take(school, tmp_path, "ondersteuning", table.format(3, 4))
    (row,) = asked(school, "support", today=TODAY)
    assert (names(school)[row["pupil_id"]], row["level"], row["last_moment"]) == (
        "Cas",
        "ON 3",
        "E5",
    )
    assert asked(school, "support", today=date(2026, 1, 10)) == []


def test_acts_and_the_lines_of_running_plans(school: Store) -> None:
    rows = {names(school)[row["pupil_id"]]: row for row in asked(school, "acted", today=TODAY)}
    assert rows["Bo"]["lines"] == ["rekenen"]
    assert rows["Bo"]["last_on"] is None, "a plan answers by its line alone"
    assert rows["Dewi"]["last_on"] == TODAY, "an agreement of hers is open"
    assert "Noor" not in rows
    after = asked(school, "acted", today=date(2025, 11, 1))
    assert [row["lines"] for row in after if row["lines"]] == [], "no plan had begun"


def test_open_agreements_by_their_day(school: Store) -> None:
    (row,) = asked(school, "agreements", today=TODAY)
    assert (row["what"], row["done_by"], row["due_on"]) == (
        "Bellen met ouders",
        "Ina",
        date(2026, 2, 13),
    )


def test_what_stands_in_the_calendar(school: Store, tmp_path: Path) -> None:
    take(
        school,
        tmp_path,
        "toetskalender",
        "jaargroep;moment;leerlijn;toets;van;tot\n6;M6;rekenen;R;2026-02-02;2026-02-13\n"
        "7;M7;rekenen;R;2026-02-02;2026-02-13\n",
    )
    take(
        school,
        tmp_path,
        "verwijzingen",
        "leerling_id;soort;aangevraagd_op;geldig_tot\n4;tlv_sbo;2025-09-01;2026-02-20\n",
    )
    rows = asked(school, "to_do", from_on=date(2026, 2, 9), until_on=date(2026, 2, 22))
    assert [(row["kind"], row["day"], row["title"]) for row in rows] == [
        ("tests", date(2026, 2, 9), "M6, M7"),
        ("evaluation", date(2026, 2, 12), "Plan spelling"),
        ("tlv", date(2026, 2, 20), "TLV loopt af"),
    ]


def test_a_meeting_of_the_group_discusses_each_of_them(school: Store) -> None:
    before = asked(school, "discussed", today=TODAY)
    assert {row["talks"] for row in before} == {0}
    strong = {names(school)[row["pupil_id"]] for row in before if row["is_strong"]}
    assert strong == {"Dewi"}, "B on all; C is not, and E is not"
    about = About(school_id(school), None, before[0]["group_id"])
    held = Meeting(date(2026, 2, 3), "groepsbespreking", "Kort.")
    meeting_held(school, about, held, today=TODAY, who=IB)
    assert {row["talks"] for row in asked(school, "discussed", today=TODAY)} == {1}


def test_a_review_is_where_the_next_week_starts(school: Store, tmp_path: Path) -> None:
    assert asked(school, "last_review") == []
    assert asked(school, "changed", since=0)[0] == {
        "results": 9,
        "changed_results": 0,
        "absences": 0,
        "plans": 2,
        "supports": 0,
        "words": 2,
        "pupils": 4,
    }
    desk = WeekDesk(school, school_id(school), IB, TODAY)
    closed = desk.close(4, 1, 0)
    (review,) = asked(school, "last_review")
    assert (review["reviewed_on"], review["points"], review["change_id"]) == (TODAY, 4, closed)
    table = "leerling_id;datum;dagdeel;soort\n1;2026-02-10;d;ziek\n"
    take(school, tmp_path, "verzuim", table)
    changed = asked(school, "changed", since=review["change_id"])[0]
    assert {name: count for name, count in changed.items() if count} == {"absences": 1}
    desk.take_back(closed)
    assert asked(school, "last_review") == []


def test_what_was_dealt_with_and_what_can_go_back(school: Store) -> None:
    noor = number(school, "Noor")
    desk = WeekDesk(school, school_id(school), IB, TODAY)

    class Said:
        rule, subject, since, weight = "WK-1", "7", TODAY, 0.0
        record_id = version = None

    first = desk.deal((noor, None), [Said()], "gedempt", until_on=date(2026, 3, 1))
    (row,) = asked(school, "dealt", since=0)
    assert (row["change_id"], row["pupil_id"], row["decision"], row["is_last"]) == (
        first,
        noor,
        "gedempt",
        True,
    )
    (line,) = asked(school, "decided")
    assert (line["rule"], line["until_on"]) == ("WK-1", date(2026, 3, 1))
    desk.take_back(first)
    assert asked(school, "dealt", since=0) == []
    assert asked(school, "decided") == []
