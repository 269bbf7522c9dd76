"""The checks of pupils, groups, keys and plans: exactly their own faults."""

from datetime import date
from pathlib import Path

import pytest

from ibdash.questions import Question, ask
from ibdash.store import Store
from ibdash.views import quality_findings
from tests.people import IB, TODAY, taken_in
from tests.quality_school import CHECKS, YEAR, keys, odd, plans, pupils, results, school_id


def test_an_age_that_does_not_fit_the_year_group(store: Store, tmp_path: Path) -> None:
    """Groep 6 is usually 9 on 1 October 2025, groep 1 is 4."""
    pupils(
        store,
        tmp_path,
        [
            f"1;Aya;Bos;2019-10-01;{YEAR};6a;6",
            f"2;Bo;Kok;2019-10-02;{YEAR};6a;6",
            f"3;Cas;Mol;2012-10-02;{YEAR};6a;6",
            f"4;Dewi;Vos;2012-10-01;{YEAR};6a;6",
            f"5;Eva;Smit;2022-10-01;{YEAR};1a;1",
            f"6;Fien;Smit;2022-10-02;{YEAR};1a;1",
            f"7;Gijs;Smit;;{YEAR};1a;1",
        ],
    )
    found = odd(store, "age_improbable")
    ages = dict(zip(keys(store, found), (row["age"] for row in found), strict=True))
    assert ages == {"2": 5, "4": 13, "6": 2}, "three years from the usual one are let through"
    assert found[0]["year_group"] == "groep 1"


def test_days_of_coming_and_leaving_the_wrong_way_round(store: Store, tmp_path: Path) -> None:
    pupils(
        store,
        tmp_path,
        [
            f"1;Aya;Bos;2015-12-01;{YEAR};6a;6;2025-10-02;2025-10-01",
            f"2;Bo;Kok;2015-12-01;{YEAR};6a;6;2025-10-01;2025-10-01",
            f"3;Cas;Mol;2015-12-01;{YEAR};6a;6;2015-11-30",
            f"4;Dewi;Vos;2015-12-01;{YEAR};6a;6;;2015-11-30",
            f"5;Eva;Smit;2015-12-01;{YEAR};6a;6;2015-12-01;2025-10-01",
        ],
    )
    found = odd(store, "pupil_days_reversed")
    told = dict(zip(keys(store, found), found, strict=True))
    assert sorted(told) == ["1", "3", "4"]
    assert told["1"]["what"] == "De uitschrijving ligt voor de inschrijving"
    assert (told["1"]["later_on"], told["1"]["earlier_on"]) == (
        date(2025, 10, 1),
        date(2025, 10, 2),
    )
    assert told["3"]["what"] == "De inschrijving ligt voor de geboorte"
    assert (told["3"]["later_on"], told["3"]["earlier_on"]) == (
        date(2015, 11, 30),
        date(2015, 12, 1),
    )
    assert told["4"]["what"] == "De uitschrijving ligt voor de geboorte"


def test_the_same_name_and_birth_date_twice(store: Store, tmp_path: Path) -> None:
    pupils(
        store,
        tmp_path,
        [
            f"1;Bram;Jansen;2015-12-01;{YEAR};6a;6",
            f"2;Bram;Jansen;2015-12-01;{YEAR};6a;6",
            f"3;Bram;Jansen;2015-12-02;{YEAR};6a;6",
            f"4;Noor;Jansen;2015-12-01;{YEAR};6a;6",
            f"5;Aya;Bos;;{YEAR};6a;6",
            f"6;Aya;Bos;;{YEAR};6a;6",
        ],
    )
    found = odd(store, "same_pupil_twice")
    assert keys(store, found) == ["1", "2"]
    assert found[0]["others"] == "Nog een leerling"
    assert not any("Jansen" in str(value) for row in found for value in row.values())


def test_pupils_without_a_group(store: Store, tmp_path: Path) -> None:
    pupils(
        store,
        tmp_path,
        [
            "1;Aya;Bos;2015-12-01;2024-2025;5a;5",
            "2;Bo;Kok;2015-12-01;2024-2025;5a;5;;2025-07-10",
            "3;Cas;Mol;2012-12-01;2024-2025;8;8",
            f"4;Dewi;Vos;2015-12-01;{YEAR};6a;6",
            f"5;Eva;Smit;2015-12-01;{YEAR};;6",
            f"6;Finn;Post;2015-12-01;{YEAR};;6;2026-02-10",
            f"7;Gijs;Smit;2015-12-01;{YEAR};;6;;2026-02-08",
        ],
    )
    found = odd(store, "pupil_without_group")
    told = dict(zip(keys(store, found), (row["what"] for row in found), strict=True))
    assert told == {
        "1": "Stond vorig schooljaar in de lijst, maar dit schooljaar niet",
        "5": "Staat in de lijst van dit schooljaar, maar zonder groep",
    }, "2, 3 and 7 left, and 6 has not come yet"
    later = odd(store, "pupil_without_group", today=date(2026, 2, 10))
    assert sorted(keys(store, later)) == ["1", "5", "6"]


def test_keys_that_together_are_citizen_service_numbers(store: Store, tmp_path: Path) -> None:
    """The intake refuses a list of them; one in each file it cannot tell."""
    made_up = [key for key in range(100000000, 100000030) if _passes(str(key))]
    for key in made_up[:2]:
        pupils(store, tmp_path, [f"{key};K;N{key};2015-12-01;{YEAR};6a;6"])
    (row,) = odd(store, "key_like_bsn")
    assert (row["proof"], row["keys"], row["pupil_id"]) == (2, 2, None)
    assert not any(str(value) in map(str, made_up) for value in row.values())


def test_one_key_that_passes_is_chance(store: Store, tmp_path: Path) -> None:
    made_up = [key for key in range(100000000, 100000030) if _passes(str(key))]
    for key in (made_up[0], 100000011, 12):
        pupils(store, tmp_path, [f"{key};K;N{key};2015-12-01;{YEAR};6a;6"])
    assert odd(store, "key_like_bsn") == []


def _passes(key: str) -> bool:
    return (sum((9 - n) * int(d) for n, d in enumerate(key[:8])) - int(key[8])) % 11 == 0


def test_plans_with_their_days_the_wrong_way_round(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    plans(
        store,
        tmp_path,
        [
            "1;;handelingsplan;rekenen;2025-10-02;2025-10-01;2025-12-01",
            "1;;handelingsplan;spelling;2025-10-01;2025-10-01;2025-10-01",
            ";6a;groepsplan;rekenen;2025-09-01;2026-01-31;2026-02-01",
            "1;;opp;;2025-09-01;;2026-02-01",
        ],
    )
    (ends,) = odd(store, "plan_ends_before_start")
    assert ends["what"] == "Het handelingsplan voor rekenen"
    (late,) = odd(store, "plan_evaluated_after_end")
    assert late["pupil_id"] is None
    assert late["what"] == "Het groepsplan van groep 6a voor rekenen"
    assert (late["ends_on"], late["evaluate_on"]) == (date(2026, 1, 31), date(2026, 2, 1))


def test_an_evaluation_that_is_still_to_come(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    head = "plan_id;leerling_id;soort;begindatum\n"
    assert taken_in(store, tmp_path, "plannen.csv", f"{head}p1;1;opp;2025-09-01").applied
    told = "plan_id;datum;tekst\np1;2026-02-09;a\np1;2026-02-10;b\n"
    assert taken_in(store, tmp_path, "evaluaties.csv", told).applied
    (row,) = odd(store, "date_to_come")
    assert row["what"] == "De evaluatie van een OPP"
    assert row["dated_on"] == date(2026, 2, 10)


def test_what_is_dated_before_birth(store: Store, tmp_path: Path) -> None:
    """Born on 1 December 2015; what is of that day itself is let through."""
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    files = {
        "plannen": "plan_id;leerling_id;soort;begindatum\np1;1;opp;2015-11-30\np2;1;opp;2015-12-01",
        "evaluaties": "plan_id;datum;tekst\np1;2015-11-29;a",
        "ondersteuning": "leerling_id;niveau;vanaf\n1;2;2015-11-28",
        "verzuim": "leerling_id;datum;dagdeel;soort\n1;2015-11-27;d;ziek\n1;2015-12-02;d;ziek",
    }
    for name, text in files.items():
        assert taken_in(store, tmp_path, f"{name}.csv", text).applied
    found = odd(store, "date_before_birth")
    assert [(row["what"], row["dated_on"].day) for row in found] == [
        ("Het OPP", 30),
        ("De evaluatie van een plan", 29),
        ("Het ondersteuningsniveau 2", 28),
        ("Het verzuim", 27),
    ]
    assert keys(store, found) == ["1", "1", "1", "1"]


def test_a_good_school_has_nothing_odd(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    results(store, tmp_path, [f"1;rekenen;RW;Cito;{YEAR};M6;2026-01-20;50;II;I-V;70"])
    assert [name for name in CHECKS if odd(store, name)] == []


@pytest.mark.parametrize("asked", CHECKS.values(), ids=CHECKS)
def test_every_check_says_what_a_page_needs(asked: Question, store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path, [f"1;Aya;Bos;2015-12-01;{YEAR};6a;6"])
    check = asked.check
    assert check is not None
    assert check.severity in quality_findings.SEVERITIES
    assert check.explains.endswith(".")
    assert not check.remedy.endswith(".")
    assert {parameter.name for parameter in asked.parameters} <= {"school_id", "today"}
    given = {"school_id": school_id(store), "today": TODAY}
    table = ask(
        store, asked.name, who=IB, **{one.name: given[one.name] for one in asked.parameters}
    )
    columns = table.column_names
    assert columns[:3] == ["pupil_id", "from_change", "source_row"]
    said = quality_findings.in_words(check.sentence, dict.fromkeys(columns, "x"))
    assert "x" in said
    assert "{" not in said
