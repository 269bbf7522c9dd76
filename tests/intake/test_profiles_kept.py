"""Profiles that a school made: kept, used by the intake, exchanged as files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ibdash import intake
from ibdash.access import Person
from ibdash.errors import AccessRefused, FileRefused
from ibdash.intake import Options, profiles_kept
from ibdash.questions import all_questions, ask
from ibdash.sources import mapped
from ibdash.sources.profile import TestRule
from ibdash.sources.reading import SourceFile
from ibdash.store import Store
from tests.intake.small_edexml import edexml, group, pupil
from tests.people import IB, settings_in, taken_in
from tests.sources.test_mapped import GOLDEN, LONG

PUPILS = edexml(
    "2025-2026",
    group("G4", "4A", "4"),
    pupil("1", "Noor", "Wal", prefix="van der", born="2017-03-09", group="G4"),
    pupil("2", "Bo", "Aker", born="2017-05-05", group="G4"),
)
JANUARY = (GOLDEN / "onbekend_toetsen.csv").read_bytes()
JUNE = (GOLDEN / "onbekend_toetsen_juni.csv").read_bytes()
PROFILE = mapped.profile_of(LONG, "nieuw")


def test_an_unknown_table_asks_for_its_columns_and_is_known_from_then_on(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.xml", PUPILS)
    report = taken_in(store, tmp_path, "toetsen.csv", JANUARY)
    assert (report.state, report.choice) == ("refused", "columns")
    profile = profiles_kept.save(store, IB, "  Toetsen  van juf ", PROFILE)
    report = taken_in(store, tmp_path, "toetsen.csv", JANUARY)
    assert (report.state, report.profile, report.format) == ("applied", profile, "Toetsen van juf")
    assert report.counts["result"].new == 4
    # June has the same columns and other rows: nobody is asked.
    report = taken_in(store, tmp_path, "juni.csv", JUNE)
    assert (report.state, report.counts["result"].new) == ("applied", 2)
    with store.read() as cursor:
        levels = cursor.execute(
            "select moment, level from result where closed_by is null"
            " and learning_line = 'rekenen' order by moment, level"
        ).fetchall()
    assert levels == [("E4", "II"), ("E4", "IV"), ("M4", "III"), ("M4", "IV")]
    for question in all_questions():
        if question.name.startswith("check/"):
            assert ask(store, question.name, who=IB).num_rows == 0, question.name


def test_the_same_shape_takes_the_place_of_what_was_and_the_old_version_stays(store: Store) -> None:
    first = profiles_kept.save(store, IB, "Toetsen", PROFILE)
    again = mapped.profile_of(replace(LONG, not_taken={}), "nieuw")
    assert profiles_kept.save(store, IB, "Toetsen", again) == first
    assert [(one.name, one.profile.not_taken) for one in profiles_kept.kept(store)] == [
        ("Toetsen", {})
    ]
    with store.read() as cursor:
        rows = cursor.execute("select count(*) from import_profile").fetchone()
    assert rows == (2,)


def test_another_shape_under_the_same_name_gets_a_number(store: Store) -> None:
    profiles_kept.save(store, IB, "Toetsen", PROFILE)
    profiles_kept.save(store, IB, "toetsen", replace(PROFILE, shape="anders"))
    names = [one.name for one in profiles_kept.kept(store)]
    assert names == ["Toetsen", "toetsen (2)"]


def test_rename_and_forget(store: Store) -> None:
    profiles_kept.save(store, IB, "Toetsen", PROFILE)
    (one,) = profiles_kept.kept(store)
    profiles_kept.rename(store, IB, one.profile_id, "Groep 4")
    (renamed,) = profiles_kept.kept(store)
    assert (renamed.name, renamed.profile.title) == ("Groep 4", "Groep 4")
    with pytest.raises(FileRefused, match="nog geen naam"):
        profiles_kept.rename(store, IB, one.profile_id, "  ")
    profiles_kept.forget(store, IB, one.profile_id)
    assert profiles_kept.kept(store) == []


def test_a_profile_goes_out_as_a_file_and_comes_in_elsewhere(store: Store) -> None:
    profiles_kept.save(store, IB, "Toetsen: groep 4", PROFILE)
    name, text = profiles_kept.export(store, "toetsen groep 4")
    assert name == "Toetsen-groep-4.toml"
    (one,) = profiles_kept.kept(store)
    profiles_kept.forget(store, IB, one.profile_id)
    assert profiles_kept.bring(store, IB, name, text.encode()) == "Toetsen: groep 4"
    (back,) = profiles_kept.kept(store)
    assert replace(back.profile, id="") == replace(one.profile, id="")
    with pytest.raises(FileRefused, match="geen indeling"):
        profiles_kept.bring(store, IB, "x.toml", b"\xff\xfe")
    with pytest.raises(FileRefused, match="bestaat niet"):
        profiles_kept.export(store, "anders")


def test_a_school_year_that_was_filled_in_is_asked_again_the_next_year(store: Store) -> None:
    answers = replace(LONG, school_year="2025-2026")
    profiles_kept.save(store, IB, "Toetsen", mapped.profile_of(answers, "nieuw"))
    assert len(profiles_kept.profiles(store, date(2026, 2, 9))) == 1
    assert profiles_kept.profiles(store, date(2026, 9, 9)) == []
    assert len(profiles_kept.profiles(store, None)) == 1


def test_a_file_of_the_year_before_goes_in_with_the_profile_that_was_just_made(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, tmp_path, "leerlingen.xml", PUPILS)
    answers = replace(LONG, school_year="2025-2026")
    profile = profiles_kept.save(store, IB, "Toetsen", mapped.profile_of(answers, "nieuw"))
    report = intake.apply(
        store,
        SourceFile("toetsen.csv", JANUARY),
        who=IB,
        settings=settings_in(tmp_path),
        options=Options(profile=profile),
        today=date(2026, 11, 25),
    )
    assert (report.state, report.counts["result"].new) == ("applied", 4)


def test_what_was_taught(store: Store) -> None:
    profiles_kept.save(store, IB, "Toetsen", PROFILE)
    taught = profiles_kept.taught_columns(store)
    assert {name: taught[name] for name in ("niveau", "naam", "datum", "groep", "mentor")} == {
        "niveau": "level",
        "naam": "whole_name",
        "datum": "taken_on",
        "groep": "",
        "mentor": "",
    }
    assert profiles_kept.taught_tests(store)["dmt"] == TestRule(
        "DMT", "DMT", "woordlezen", level_scale="I-V"
    )


def test_who_may_not_change_keeps_nothing(store: Store) -> None:
    with pytest.raises(AccessRefused):
        profiles_kept.save(store, Person("Niemand", "nobody"), "Toetsen", PROFILE)
    assert profiles_kept.kept(store) == []


def test_a_chosen_profile_reads_a_file_of_another_shape(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "leerlingen.xml", PUPILS)
    profile = profiles_kept.save(store, IB, "Toetsen", PROFILE)
    more = JANUARY.replace(b";Mentor", b";Mentor;Lokaal").replace(b"a\n", b"a;12\n")
    assert taken_in(store, tmp_path, "meer.csv", more).choice == "columns"
    report = taken_in(store, tmp_path, "meer.csv", more, Options(profile=profile))
    assert (report.state, report.counts["result"].new) == ("applied", 4)
