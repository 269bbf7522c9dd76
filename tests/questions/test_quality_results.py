"""The checks of results: each finds exactly its own faults, and not what only looks like one."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.domain import levels, moment
from ibdash.store import Store
from tests.quality_school import YEAR, keys, norms, odd, pupils, results

RW = f"rekenen;RW;Cito;{YEAR}"


@pytest.fixture
def school(store: Store, tmp_path: Path) -> Store:
    """Pupils 1 to 5 in groep 6; 4 came on 1 December 2025, 5 left on 16 January 2026."""
    pupils(
        store,
        tmp_path,
        [
            f"1;Aya;Bos;2015-12-01;{YEAR};6a;6",
            f"2;Bo;Kok;2016-01-02;{YEAR};6a;6",
            f"3;Cas;Mol;2016-02-03;{YEAR};6a;6",
            f"4;Dewi;Vos;2016-03-04;{YEAR};6a;6;2025-12-01",
            f"5;Eva;Smit;2016-04-05;{YEAR};6a;6;;2026-01-16",
        ],
    )
    return store


def test_a_result_before_birth(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            "1;rekenen;RW;Cito;2015-2016;;2015-11-30;20",
            "2;rekenen;RW;Cito;2015-2016;;2016-01-02;20",
        ],
    )
    (row,) = odd(school, "result_before_birth")
    assert keys(school, [row]) == ["1"]
    assert (row["taken_on"], row["birth_date"]) == (date(2015, 11, 30), date(2015, 12, 1))
    assert (row["test"], row["source_row"]) == ("RW", 2)


def test_a_result_that_is_still_to_come(school: Store, tmp_path: Path) -> None:
    results(
        school, tmp_path, [f"1;{RW};M6;2026-02-10;50", f"2;{RW};M6;2026-02-09;50", f"3;{RW};M6;;50"]
    )
    found = odd(school, "date_to_come")
    assert keys(school, found) == ["1"]
    assert found[0]["what"] == "RW M6"
    assert odd(school, "date_to_come", today=date(2026, 2, 10)) == []


def test_a_result_before_entry_and_after_leaving(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            f"4;{RW};B6;2025-11-30;50",
            f"4;{RW};M6;2025-12-01;50",
            f"5;{RW};M6;2026-01-16;50",
            f"5;spelling;SP;Cito;{YEAR};M6;2026-01-17;50",
            "1;rekenen;RW;Cito;2023-2024;M4;2024-01-20;50",
        ],
    )
    before = odd(school, "result_before_entry")
    assert [(row["taken_on"], row["came_on"]) for row in before] == [
        (date(2025, 11, 30), date(2025, 12, 1))
    ], "of pupil 1 nobody says since when"
    (after,) = odd(school, "result_after_leaving")
    assert (after["test"], after["left_on"]) == ("SP M6", date(2026, 1, 16))


@pytest.mark.parametrize(
    ("scale", "level", "lowest", "highest"),
    [
        ("I-V", "I+", 90, 100),
        ("I-V", "I", 80, 100),
        ("I-V", "IV", 20, 41),
        ("I-V", "V", 0, 21),
        ("I-V", "V-", 0, 11),
        ("A-E", "A", 75, 100),
        ("A-E", "D", 10, 26),
        ("A-E", "E", 0, 11),
    ],
)
def test_a_level_that_its_percentile_contradicts(
    school: Store, tmp_path: Path, scale: str, level: str, lowest: int, highest: int
) -> None:
    """lowest, highest: the band of the cross table with one percent of rounding at either end."""
    tried = [p for p in (lowest - 1, lowest, highest, highest + 1) if 0 <= p <= 100]
    results(
        school,
        tmp_path,
        [
            f"{place};{RW};M6;2026-01-2{place};50;{level};{scale};{percentile}"
            for place, percentile in enumerate(tried, start=1)
        ],
    )
    found = {row["percentile"] for row in odd(school, "level_against_percentile")}
    assert found == {p for p in tried if not lowest <= p <= highest}
    assert all(levels.contradicts(level, scale, percentile) for percentile in found)


def test_other_scales_and_a_level_alone_are_never_contradicted(
    school: Store, tmp_path: Path
) -> None:
    results(school, tmp_path, [f"1;{RW};M6;2026-01-20;50;I;I-V;", f"2;{RW};M6;2026-01-20;50;;;3"])
    assert odd(school, "level_against_percentile") == []


def test_the_norm_table_beside_level_and_score(school: Store, tmp_path: Path) -> None:
    norms(school, tmp_path, ["V-;30;39", "V;40;49", "IV;50;59", "III;60;69"])
    results(
        school,
        tmp_path,
        [
            f"1;{RW};M6;2026-01-20;59,9;III;I-V",
            f"2;{RW};M6;2026-01-20;35;V;I-V",
            f"3;{RW};M6;2026-01-20;69;III;I-V",
            f"4;{RW};M6;2026-01-20;70;III;I-V",
            f"5;{RW};M6;2026-01-15;29,9;V-;I-V",
            "1;rekenen;RW;Cito;2024-2025;E5;2025-06-10;200;I;I-V",
        ],
    )
    (row,) = odd(school, "level_against_norm")
    assert keys(school, [row]) == ["1"], "V is V- on a scale that does not know it"
    assert (row["level_delivered"], row["level_norm"], row["score"]) == ("III", "IV", 59.9)
    outside = odd(school, "score_outside_norm")
    assert sorted(keys(school, outside)) == ["4", "5"], "there is no table of E5"
    assert {(row["lowest"], row["highest"]) for row in outside} == {(30, 69)}


def test_one_test_twice_at_one_moment(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            f"1;{RW};M6;2026-01-20;50",
            f"1;{RW};M6;2026-02-03;55",
            f"2;{RW};M6;2026-01-20;50",
            f"2;{RW};M6;;;;;;ziek",
            f"3;{RW};M6;2026-01-20;50",
            f"3;spelling;SP;Cito;{YEAR};M6;2026-01-20;50",
            f"4;{RW};;2026-01-20;50",
            f"4;{RW};;2026-02-03;50",
        ],
    )
    (row,) = odd(school, "same_moment_twice")
    assert keys(school, [row]) == ["1"]
    assert row["times"] == 2
    assert row["source_row"] == 3
    assert row["days"] == "verschillende scores op 20-1-2026 en 3-2-2026"


def test_one_result_under_two_names(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            f"1;{RW};M6;2026-01-20;50",
            f"1;rekenen;Rekenen;Cito;{YEAR};M6;2026-01-20;50",
            f"2;{RW};M6;2026-01-20;50",
            f"2;rekenen;Rekenen;Cito;{YEAR};M6;2026-01-20;51",
            f"3;{RW};M6;2026-01-20;50",
            f"3;spelling;SP;Cito;{YEAR};M6;2026-01-20;50",
        ],
    )
    (row,) = odd(school, "same_result_two_names")
    assert keys(school, [row]) == ["1"]
    assert row["tests"] == "Cito RW en als Cito Rekenen"
    assert (row["learning_line"], row["score"]) == ("rekenen", 50)


def test_a_test_of_a_line_that_nobody_knows(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            f"1;muziek;Maat;Klank;{YEAR};M6;2026-01-20;50",
            f"2;muziek;Maat;Klank;{YEAR};M6;2026-01-20;50",
            f"2;{RW};M6;2026-01-20;50",
        ],
    )
    (row,) = odd(school, "line_unknown")
    assert (row["pupil_id"], row["results"], row["learning_line"]) == (
        None,
        "2 resultaten",
        "muziek",
    )


def test_a_date_that_contradicts_its_moment_is_what_the_domain_says(
    school: Store, tmp_path: Path
) -> None:
    days = [
        date(2025, 7, 31),
        date(2025, 8, 1),
        date(2025, 8, 31),
        date(2025, 9, 1),
        date(2025, 10, 31),
        date(2025, 11, 1),
        date(2026, 1, 14),
        date(2026, 1, 15),
        date(2026, 2, 15),
        date(2026, 2, 16),
        date(2026, 5, 14),
        date(2026, 5, 15),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 8, 1),
    ]
    tried = [(name, day) for name in ("B6", "M6", "E6") for day in days]
    results(
        school,
        tmp_path,
        [f"1;rekenen;T{n};Cito;{YEAR};{name};{day};5{n}" for n, (name, day) in enumerate(tried)],
    )
    found = {(row["test"].split()[1], row["taken_on"]) for row in odd(school, "outside_window")}
    assert found == {(name, day) for name, day in tried if moment.label_disagrees(name, YEAR, day)}
    assert ("M6", date(2026, 2, 16)) not in found
    assert ("M6", date(2026, 5, 15)) in found


def test_a_test_of_another_year_group_is_only_to_know(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [
            f"1;{RW};M5;2026-01-20;50",
            f"2;{RW};M6;2026-01-20;50",
            "3;rekenen;RW;Cito;2024-2025;M4;2025-01-20;50",
        ],
    )
    found = odd(school, "other_year_group")
    assert keys(school, found) == ["1"], "of 2024-2025 no placement is known"
    assert found[0]["year_group"] == "6"


def test_not_taken_without_a_reason(school: Store, tmp_path: Path) -> None:
    results(
        school,
        tmp_path,
        [f"1;{RW};M6;2026-01-20", f"2;{RW};M6;;;;;;ziek", f"3;{RW};M6;2026-01-20;5"],
    )
    assert keys(school, odd(school, "not_taken_without_reason")) == ["1"]
