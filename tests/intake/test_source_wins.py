"""Two sources say something about one result: one result, and the rule says whose words count."""

from datetime import date
from pathlib import Path

import pytest

from ibdash import intake
from ibdash.sources.reading import Role
from ibdash.store import Store
from tests.line_school import YEAR, asked, result, results_table
from tests.people import IB
from tests.two_sources import broken, facts, one, pupils, rows, said, undo_last

PUBLISHER = one(score=50, meetfout=4)
# The same score, and what the publisher leaves out.
LAS = one(score=50, niveau="II", niveauschaal="I-V", percentiel=70)
BOTH = [("M6", "2026-01-20", 50.0, 4.0, "I-V", "II", 70.0, None)]


def take(store: Store, folder: Path, *files: tuple[Role, str]) -> None:
    for number, (role, content) in enumerate(files):
        report = said(store, folder, role, f"{role}{number}.csv", content)
        assert report.state in ("applied", "unchanged"), report.title


@pytest.mark.parametrize("first", ["publisher", "pupil_system"])
def test_they_complete_each_other_in_either_order(store: Store, tmp_path: Path, first: str) -> None:
    pupils(store, tmp_path)
    files: list[tuple[Role, str]] = [("publisher", PUBLISHER), ("pupil_system", LAS)]
    take(store, tmp_path, *(files if first == "publisher" else files[::-1]))
    assert facts(store) == BOTH
    assert rows(store, "select count(*) from result_claim where closed_by is null") == [(2,)]
    assert broken(store) == []


def test_it_is_one_point_in_the_chart(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("pupil_system", LAS), ("publisher", PUBLISHER))
    (point,) = asked(store, "pupil", pupil=1).points()
    assert (point["moment"], point["n"], point["few"]) == ("M6", 1, [50.0])


@pytest.mark.parametrize("first", ["publisher", "pupil_system"])
def test_a_differing_score_takes_nothing_of_the_outcome_from_the_other(
    store: Store, tmp_path: Path, first: str
) -> None:
    """60 with level II and percentile 70 are one outcome; 50 is another, without those."""
    pupils(store, tmp_path)
    other = one(score=60, niveau="II", niveauschaal="I-V", percentiel=70)
    files: list[tuple[Role, str]] = [("publisher", PUBLISHER), ("pupil_system", other)]
    take(store, tmp_path, *(files if first == "publisher" else files[::-1]))
    assert facts(store) == [("M6", "2026-01-20", 50.0, 4.0, None, None, None, None)]
    assert broken(store) == []


def test_a_rounded_score_is_the_same_score(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(
        store,
        tmp_path,
        ("publisher", one(score=49.6)),
        ("pupil_system", one(score=50, percentiel=70)),
    )
    assert facts(store) == [("M6", "2026-01-20", 49.6, None, None, None, 70.0, None)]


def test_a_missing_date_and_moment_are_filled(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", one(day="")), ("pupil_system", one(score=None, dle=20)))
    ((day, score, dle),) = rows(
        store, "select taken_on, ability_score, dle from result where closed_by is null"
    )
    assert (day, score, dle) == (date(2026, 1, 20), 50.0, 20.0)


def test_keys_of_two_systems_do_not_make_two_results(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    keyed = "bron_id;" + one().replace("\n1;", "\n{key};1;", 1)
    take(
        store,
        tmp_path,
        ("publisher", keyed.format(key="a")),
        ("pupil_system", keyed.format(key="b")),
    )
    assert rows(store, "select count(*) from result where closed_by is null") == [(1,)]
    better = keyed.format(key="b").replace(";50;", ";51;")
    report = said(store, tmp_path, "pupil_system", "beter.csv", better)
    assert (report.counts["result_claim"].changed, report.counts["result"].changed) == (1, 0)


def test_one_key_of_two_systems_is_not_one_result(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    table = "bron_id;" + one().replace("\n1;", "\n7;1;", 1)
    other = "bron_id;" + one("E6", 58).replace("\n1;", "\n7;1;", 1)
    take(store, tmp_path, ("publisher", table), ("pupil_system", other))
    assert [row[:3] for row in facts(store)] == [
        ("E6", "2026-06-10", 58.0),
        ("M6", "2026-01-20", 50.0),
    ]
    assert broken(store) == []


def test_two_sittings_of_one_moment_are_told_apart_by_their_days(
    store: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    twice = [
        result(1, "M6", YEAR, 50, day="2026-01-20"),
        result(1, "M6", YEAR, 55, day="2026-02-10"),
    ]
    take(store, tmp_path, ("publisher", results_table(twice)))
    levels = [row | {"vaardigheidsscore": "", "percentiel": 40} for row in twice]
    take(store, tmp_path, ("pupil_system", results_table(levels)))
    assert [(row[2], row[6]) for row in facts(store)] == [(50.0, 40.0), (55.0, 40.0)]


def test_what_is_not_unique_stays_apart_and_is_said(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    twice = [result(1, "M6", YEAR, 50, day="2026-01-20"), result(1, "M6", YEAR, 55, day="")]
    take(store, tmp_path, ("publisher", results_table(twice)))
    report = said(store, tmp_path, "pupil_system", "las.csv", one(score=50, day=""))
    assert rows(store, "select count(*) from result where closed_by is null") == [(3,)]
    assert "Bij 1 regel past meer dan één resultaat van een andere bron" in " ".join(
        remark.text for remark in report.remarks
    )


def test_another_test_or_publisher_is_another_result(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(
        store,
        tmp_path,
        ("publisher", one()),
        ("pupil_system", one(uitgever="Ander") + one(toets="Anders").split("\n")[1] + "\n"),
    )
    assert rows(store, "select count(*) from result where closed_by is null") == [(3,)]


def test_a_test_without_publisher_and_in_other_capitals_is_the_same(
    store: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", one()))
    take(store, tmp_path, ("pupil_system", one(uitgever="", generatie="", toets="rw")))
    assert rows(store, "select count(*) from result where closed_by is null") == [(1,)]


def test_a_result_wins_from_one_that_was_not_taken(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    ill = one(score=None, reden_geen_resultaat="ziek")
    take(store, tmp_path, ("publisher", ill), ("pupil_system", LAS))
    assert rows(
        store,
        "select is_taken, no_result_reason, ability_score from result where closed_by is null",
    ) == [(True, None, 50.0)]


def test_the_report_says_who_was_first_and_who_wins(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", PUBLISHER))
    other = one(score=60)
    shown = said(store, tmp_path, "pupil_system", "las.csv", other, preview=True)
    assert shown.changes == []
    done = said(store, tmp_path, "pupil_system", "las.csv", other)
    assert done.counts == shown.counts
    assert (done.counts["result"].same, done.counts["result_claim"].new) == (1, 1)
    assert [remark.text for remark in done.remarks] == [
        "1 resultaat was al bekend uit het toetssysteem van de uitgever: bij 1 zegt een bron iets"
        " anders en gaat het toetssysteem van de uitgever voor"
    ]


def test_undoing_the_second_file_leaves_the_words_of_the_first(
    store: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", PUBLISHER))
    before = facts(store)
    take(store, tmp_path, ("pupil_system", LAS))
    assert undo_last(store).is_possible
    assert facts(store) == before
    assert rows(store, "select count(*) from result_claim where closed_by is null") == [(0,)]
    assert broken(store) == []


def test_the_first_file_can_be_undone_after_the_second(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", PUBLISHER), ("pupil_system", one(score=60)))
    ((first, second),) = rows(
        store,
        "select min(intake_id), max(intake_id) from intake where file_name like '%.csv'"
        " and file_name not like 'leer%'",
    )
    refused = intake.undo(store, first, who=IB)
    assert [later.file for later in refused.built_on] == ["pupil_system1.csv"]
    assert intake.undo(store, second, who=IB).is_possible
    assert intake.undo(store, first, who=IB).is_possible
    assert facts(store) == []
    assert broken(store) == []


def test_a_third_source_stands_in_the_way_of_undoing_the_second(
    store: Store, tmp_path: Path
) -> None:
    pupils(store, tmp_path)
    take(
        store,
        tmp_path,
        ("publisher", PUBLISHER),
        ("pupil_system", one(score=60)),
        ("table", one(score=70)),
    )
    ((second,),) = rows(store, "select intake_id from intake where file_name = 'pupil_system1.csv'")
    refused = intake.undo(store, second, who=IB)
    assert [later.file for later in refused.built_on] == ["table2.csv"]
    assert undo_last(store).is_possible
    assert intake.undo(store, second, who=IB).is_possible
    assert broken(store) == []


def test_the_day_before_is_known_as_it_was(store: Store, tmp_path: Path) -> None:
    pupils(store, tmp_path)
    take(store, tmp_path, ("pupil_system", one(score=60)))
    ((before,),) = rows(store, "select max(change_id) from change")
    take(store, tmp_path, ("publisher", PUBLISHER))
    found = []
    for known_at in (before, None):
        with store.read(known_at) as cursor:
            found.append(
                cursor.execute(
                    "select ability_score, (select count(*) from claimed_result) from result"
                    " where closed_by is null"
                ).fetchall()
            )
    assert found == [[(60.0, 0)], [(50.0, 1)]]


def test_another_rule_holds_from_the_next_intake_on(store: Store, tmp_path: Path) -> None:
    """Everything known is settled anew, as a change of its own that no undo has to pass."""
    pupils(store, tmp_path)
    take(store, tmp_path, ("publisher", PUBLISHER), ("pupil_system", one(score=60)))
    before = facts(store)
    rule = "person pupil_system publisher former_school table"
    spelling = results_table([result(2, "M6", YEAR, 1, leerlijn="spelling")])
    shown = said(store, tmp_path, "table", "x.csv", spelling, preview=True, sources_results=rule)
    assert facts(store) == before
    done = said(store, tmp_path, "table", "x.csv", spelling, sources_results=rule)
    assert done.counts == shown.counts
    text = "De instelling die zegt welke bron voorgaat is veranderd; bij 1 resultaat geldt nu"
    assert any(remark.text.startswith(text) for remark in done.remarks)
    assert [row[2] for row in facts(store)] == [1.0, 60.0]
    assert broken(store) == []
    assert undo_last(store).is_possible
    assert undo_last_of(store, "pupil_system1.csv")
    assert facts(store) == before
    assert broken(store) == []


def undo_last_of(store: Store, file: str) -> bool:
    ((found,),) = rows(store, f"select max(intake_id) from intake where file_name = '{file}'")
    return intake.undo(store, int(found), who=IB).is_possible
