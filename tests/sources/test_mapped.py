"""Answers about a table become a profile, which the reader of every table reads it with."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.errors import FileRefused
from ibdash.sources import mapped, profile_text, tables
from ibdash.sources.headers import shape
from ibdash.sources.map_fields import FIELDS
from ibdash.sources.mapped import Answers, WideColumn
from ibdash.sources.profile import Profile, TestRule, load, profiles
from ibdash.sources.reading import Limits, SourceFile
from tests.sources.table_files import GOLDEN

LIMITS = Limits(1_000_000, 1_000)
HEADER = ("Lln.nr.", "Naam", "Groep", "Toets", "Datum", "Vaard.score", "Niveau", "Mentor")
LONG = Answers(
    title="Toetsen van juf",
    kind="results",
    header=HEADER,
    columns={
        "Lln.nr.": "pupil_key",
        "Naam": "whole_name",
        "Toets": "test",
        "Datum": "taken_on",
        "Vaard.score": "ability_score",
        "Niveau": "level",
    },
    tests=(
        TestRule(
            "Rekenen-Wiskunde 3.0", "Rekenen-Wiskunde", "rekenen", "", "Cito", "3.0", "", "I-V"
        ),
        TestRule("DMT", "DMT", "woordlezen", level_scale="I-V"),
    ),
    not_taken={"afw": "ziek"},
)
WIDE = Answers(
    title="Breed",
    kind="results",
    header=("Lln.nr.", "Roepnaam", "Achternaam", "DMT M4", "DMT E4", "Rekenen niveau M4", "BSN"),
    columns={"Lln.nr.": "pupil_key"},
    wide=(
        WideColumn("DMT M4", "raw_score", "DMT", "woordlezen", "M4"),
        WideColumn("DMT E4", "raw_score", "DMT", "woordlezen", "E4"),
        WideColumn("Rekenen niveau M4", "level_i_v", "Rekenen", "rekenen", "M4"),
    ),
    not_taken={"x": ""},
    school_year="2025-2026",
)


def read(name: str, profile: Profile) -> dict[str, list[dict[str, Any]]]:
    content = (GOLDEN / name).read_bytes()
    found: dict[str, list[dict[str, Any]]] = {}
    for reading in tables.read(SourceFile(name, content), LIMITS, profile):
        for kind, batch in reading.batches:
            found.setdefault(kind, []).extend(batch.to_pylist())
        assert [remark for remark in reading.remarks if remark.severity == "refused"] == []
    return found


def test_a_long_table_is_read_as_was_said() -> None:
    results = read("onbekend_toetsen.csv", mapped.profile_of(LONG, "proef"))["result"]
    names = ("pupil_key", "test", "learning_line", "generation", "moment", "school_year")
    assert tuple(results[0][name] for name in names) == (
        *("1", "Rekenen-Wiskunde", "rekenen", "3.0", "M4", "2025-2026"),
    )
    assert [(r["ability_score"], r["level"], r["level_scale"]) for r in results] == [
        (178.4, "III", "I-V"),
        (165.0, "IV", "I-V"),
        (38.0, "V", "I-V"),
        (None, None, "I-V"),
    ]
    assert results[3]["no_result_reason"] == "ziek"
    assert (results[0]["call_name"], results[0]["prefix"], results[0]["family_name"]) == (
        *("Noor", "van der", "Wal"),
    )


def test_a_wide_table_gives_a_result_per_test_and_moment() -> None:
    results = read("onbekend_breed.csv", mapped.profile_of(WIDE, "proef"))["result"]
    found = {
        (r["pupil_key"], r["test"], r["moment"]): (r["raw_score"], r["level"]) for r in results
    }
    assert found == {
        ("1", "DMT", "M4"): (38.0, None),
        ("1", "DMT", "E4"): (45.0, None),
        ("1", "Rekenen", "M4"): (None, "III"),
        ("2", "DMT", "M4"): (None, None),
        ("2", "DMT", "E4"): (52.0, None),
        ("2", "Rekenen", "M4"): (None, "IV"),
    }
    assert {r["school_year"] for r in results} == {"2025-2026"}


def test_a_table_of_both_gives_pupils_and_their_groups_too() -> None:
    both = replace(LONG, kind="both", columns={**LONG.columns, "Groep": "group_name"})
    assert mapped.needed(both) == ["Schooljaar"]
    found = read(
        "onbekend_toetsen.csv",
        mapped.profile_of(replace(both, school_year="2025-2026"), "proef"),
    )
    assert {(p["pupil_key"], p["family_name"]) for p in found["pupil"]} == {
        ("1", "Wal"),
        ("2", "Aker"),
    }
    assert {(p["pupil_key"], p["group_key"], p["year_group"]) for p in found["placement"]} == {
        ("1", "4A", "4"),
        ("2", "4A", "4"),
    }
    assert [(g["name"], g["year_group"]) for g in found["group"]] == [("4A", "4")]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"tests": ()}, ["een rij met de naam van een toets"]),
        (
            {"tests": (TestRule("DMT"),)},
            ["de leerlijn van 1 toets", "de niveauschaal van 1 toets"],
        ),
        ({"columns": {"Niveau": "level_i_v"}}, ["Leerlingnummer of een naam"]),
        (
            {"columns": {**LONG.columns, "Groep": "test"}},
            ["één kolom voor Toets"],
        ),
    ],
)
def test_what_is_still_needed(change: dict[str, Any], missing: list[str]) -> None:
    assert mapped.needed(replace(LONG, **change))[: len(missing)] == missing
    if missing:
        with pytest.raises(ValueError, match="needed"):
            mapped.profile_of(replace(LONG, **change), "proef")


def test_a_test_that_nobody_was_asked_about_is_refused_with_its_reason() -> None:
    profile = mapped.profile_of(replace(LONG, tests=LONG.tests[:1]), "proef")
    content = (GOLDEN / "onbekend_toetsen.csv").read_bytes()
    (reading,) = tables.read(SourceFile("a.csv", content), LIMITS, profile)
    list(reading.batches)
    refused = [r for r in reading.remarks if r.severity == "refused"]
    assert [r.line for r in refused] == [4, 5]
    assert "Deze toets staat niet in de indeling" in refused[0].text


def test_a_table_of_its_shape_is_recognised_and_a_built_in_layout_goes_before_it() -> None:
    profile = mapped.profile_of(LONG, "eigen-1")
    assert profile.shape == shape(HEADER)
    content = (GOLDEN / "onbekend_toetsen_juni.csv").read_bytes()
    (reading,) = tables.read(SourceFile("juni.csv", content), LIMITS, own=[profile])
    assert reading.profile == "eigen-1"
    names = "leerling_id;leerlijn;toets;schooljaar;niveau;niveauschaal"
    known = f"{names}\n1;rekenen;RW;2025-2026;III;I-V\n".encode()
    own = replace(profile, shape=shape(names.split(";")))
    (reading,) = tables.read(SourceFile("x.csv", known), LIMITS, own=[own])
    assert reading.profile == "resultaten"


@pytest.mark.parametrize(
    "profile",
    [*profiles().values(), mapped.profile_of(LONG, "a"), mapped.profile_of(WIDE, "b")],
    ids=lambda p: p.id,
)
def test_every_profile_comes_back_from_its_text(profile: Profile) -> None:
    assert load(profile_text.write(profile)) == profile


text = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=15)
filled = text.filter(lambda written: any(sign.isalnum() for sign in written))


@given(
    title=text,
    words=st.dictionaries(text, st.sampled_from(["", "ziek", "vrijgesteld"]), max_size=4),
    tests=st.lists(
        st.builds(
            TestRule,
            filled,
            filled,
            filled,
            text,
            text,
            text,
            text,
            st.sampled_from(["A-E", "I-V"]),
        ),
        min_size=1,
        max_size=4,
    ),
    columns=st.dictionaries(
        filled,
        st.sampled_from([name for name in FIELDS if name not in ("pupil_key", "test")]),
        max_size=8,
    ),
)
def test_whatever_is_answered_comes_back_from_its_text(
    title: str, words: dict[str, str], tests: list[TestRule], columns: dict[str, str]
) -> None:
    columns = {"lln": "pupil_key", "toets": "test", "score": "raw_score", **columns}
    answers = Answers(
        title, "results", tuple(columns), columns, (), tuple(tests), words, "2025-2026"
    )
    if not mapped.needed(answers):
        profile = mapped.profile_of(answers, "x")
        assert load(profile_text.write(profile)) == profile
        assert profile_text.read(profile_text.write(profile), "x.toml") == profile


GOOD = profile_text.write(mapped.profile_of(LONG, "a"))


@pytest.mark.parametrize(
    "bad",
    [
        "dit is geen toml",
        "[[[",
        GOOD.replace('kind = "result"', 'kind = "onbekend"', 1).replace(
            "[[rows]]\nkind", "[[rows]]\nkin"
        ),
        GOOD + '\n[[rule]]\nby = "os.system"\nof = ["test"]\n',
        GOOD
        + '\n[[rule]]\nfield = "x"\nby = "first_match"\nof = ["test_written"]\n'
        + 'options = { rules = [["(a+)+$", "b"]] }\n',
        'shared_columns = ["../../../geheim"]\n' + GOOD,
        GOOD.replace('title = "Toetsen van juf"', "title = 5"),
        GOOD.replace(
            'convert = "number"', 'convert = "number"\noptions = { least = "veel", most = [1] }'
        ),
        "x = " + "[" * 5_000,
        "# " + "x" * 300_000,
    ],
)
def test_a_file_that_is_no_profile_gives_a_dutch_sentence(bad: str) -> None:
    with pytest.raises(FileRefused) as refused:
        profile_text.read(bad, "fout.toml")
    assert refused.value.title == "Dit is geen indeling van ibdash"
    assert "fout.toml is niet overgenomen" in refused.value.text
