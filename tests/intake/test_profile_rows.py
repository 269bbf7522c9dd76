"""The school's own layouts go out as an open table, and are kept again where it is read."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ibdash import reports
from ibdash.intake import Report, profiles_kept
from ibdash.sources import mapped, profile_text
from ibdash.store import Store, open_store
from tests.people import IB, settings_in, taken_in
from tests.sources.test_mapped import LONG
from tests.two_sources import broken, rows, undo_last

PROFILE = mapped.profile_of(LONG, "nieuw")


@pytest.fixture
def school(store: Store) -> Store:
    profiles_kept.save(store, IB, "Toetsen van juf", PROFILE)
    # So many columns that they do not fit on one line of a spreadsheet.
    wide = replace(PROFILE, shape="breed", left_out=tuple(f"Kolom {n}" * 9 for n in range(400)))
    profiles_kept.save(store, IB, "Breed", wide)
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    store = open_store(settings_in(tmp_path / "elders"))
    yield store
    store.close()


def export(store: Store, form: str = "xlsx") -> bytes:
    held = io.BytesIO()
    chosen = reports.Chosen(("indelingen",))
    reports.write(store, held, reports.form_named(form), chosen, who=IB)
    return held.getvalue()


def texts(store: Store) -> dict[str, str]:
    """Name -> the file of the layout, but for its number, which is of one store."""
    return {
        one.name: profile_text.write(replace(one.profile, id=""))
        for one in profiles_kept.kept(store)
    }


def counted(report: Report) -> tuple[int, int, int, int]:
    count = report.counts["import_profile"]
    return count.new, count.changed, count.same, count.refused


@pytest.mark.parametrize("form", ["xlsx", "zip"])
def test_another_store_keeps_the_same_layouts(
    form: str, school: Store, other: Store, tmp_path: Path
) -> None:
    report = taken_in(other, tmp_path, f"uit.{form}", export(school, form))
    assert counted(report) == (2, 0, 0, 0)
    assert texts(other) == texts(school)
    assert set(texts(other)) == {"Toetsen van juf", "Breed"}
    assert broken(other) == []


def test_no_line_is_longer_than_a_cell_holds(school: Store) -> None:
    assert max(len(line) for text in texts(school).values() for line in text.split("\n")) < 20_000


def test_reading_it_twice_changes_nothing(school: Store, other: Store, tmp_path: Path) -> None:
    taken_in(other, tmp_path, "uit.xlsx", export(school))
    for store in (school, other):
        before = rows(store, "select * from import_profile order by all")
        report = taken_in(store, tmp_path, "uit.xlsx", export(school))
        assert (report.state, counted(report)) == ("unchanged", (0, 0, 2, 0))
        assert rows(store, "select * from import_profile order by all") == before


def test_one_of_the_same_shape_is_replaced_and_comes_back(
    school: Store, other: Store, tmp_path: Path
) -> None:
    profiles_kept.save(other, IB, "Van ons", replace(PROFILE, not_taken={}))
    before = texts(other)
    assert counted(taken_in(other, tmp_path, "uit.xlsx", export(school))) == (1, 1, 0, 0)
    assert texts(other) == texts(school)
    assert undo_last(other).is_possible
    assert (texts(other), broken(other)) == (before, [])


def test_what_was_forgotten_since_does_not_stand_in_the_way_of_undo(
    school: Store, other: Store, tmp_path: Path
) -> None:
    taken_in(other, tmp_path, "uit.xlsx", export(school))
    profiles_kept.forget(other, IB, profiles_kept.kept(other)[0].profile_id)
    assert undo_last(other).is_possible
    assert texts(other) == {}


def test_a_bad_one_is_a_refused_row_and_the_others_are_kept(other: Store, tmp_path: Path) -> None:
    good = profile_text.write(PROFILE).replace('"', '""').splitlines()
    table = ["naam;regelnummer;tekst"]
    table += [f'Goed;{n};"{line}"' for n, line in enumerate(good, start=1) if line]
    table += ["Geen TOML;1;[[column", "Geen vorm;1;title = 1", 'Leeg;1;"id = ""x"""']
    report = taken_in(other, tmp_path, "indelingen.csv", "\n".join(table))
    assert counted(report) == (1, 0, 0, 3)
    assert list(texts(other)) == ["Goed"]
    refused = [remark for remark in report.remarks if remark.severity == "refused"]
    assert [remark.line for remark in refused] == [len(table) - 2, len(table) - 1, len(table)]
    assert all(one.text.startswith("Deze indeling is niet overgenomen. ") for one in refused)
    assert {one.remedy for one in refused} == {
        "Exporteer de indelingen opnieuw, en verander de regels niet"
    }


def test_nothing_but_bad_ones_is_refused_as_a_whole(other: Store, tmp_path: Path) -> None:
    report = taken_in(other, tmp_path, "indelingen.csv", "naam;regelnummer;tekst\nX;1;[[column\n")
    assert (report.state, rows(other, "select count(*) from import_profile")) == ("refused", [(0,)])
