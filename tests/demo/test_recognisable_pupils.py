"""The cast tells the same story at every seed and on every day."""

from collections.abc import Callable
from datetime import date

import pytest

from ibdash.demo.cast import CAST, KEY_OF
from tests.demo.demo_files import Demo, pupils_in

DAYS_AND_SEEDS = [
    (date(2026, 11, 24), 1),
    (date(2026, 8, 15), 2),
    (date(2027, 2, 20), 3),
    (date(2027, 6, 30), 4),
]


@pytest.fixture(params=DAYS_AND_SEEDS, ids=str, scope="module")
def school(request: pytest.FixtureRequest, demo_of: Callable[..., Demo]) -> Demo:
    today, seed = request.param
    return demo_of(today, seed=seed)


def _levels(school: Demo, role: str, line: str) -> list[str]:
    """Oldest first; the reason where there is no level."""
    rows = school.results(leerling_id=KEY_OF[role], leerlijn=line)
    rows.sort(key=lambda row: row["afnamedatum"])
    return [row["niveau"] or row["reden_geen_resultaat"] for row in rows]


def test_the_cast_sits_where_its_story_plays(school: Demo) -> None:
    group_of = school.group_of()
    for member in CAST:
        where = {6: "6a", 7: "7", 5: "5"}[member.year_group]
        assert group_of.get(member.key) == (None if member.role == "zonder_groep" else where)


def test_dyslexia_is_v_minus_on_three_main_moments_while_the_rest_is_fine(school: Demo) -> None:
    assert _levels(school, "dyslexie", "woordlezen")[-3:] == ["V-", "V-", "V-"]
    for line in ("begrijpend lezen", "rekenen", "woordenschat"):
        assert set(_levels(school, "dyslexie", line)[-3:]) <= {"III", "II", "I"}


def test_rekenen_falls_from_iii_to_the_lowest_tenth(school: Demo) -> None:
    levels = _levels(school, "rekenen", "rekenen")
    assert levels[0] in ("III", "II")
    assert levels[-1] == "V-"
    assert set(_levels(school, "rekenen", "spelling")) <= {"II", "III", "IV"}


def test_gifted_is_i_plus_everywhere(school: Demo) -> None:
    rows = [row for row in school.results(leerling_id=KEY_OF["begaafd"]) if row["niveau"]]
    assert {row["niveau"] for row in rows} == {"I+"}
    now = school.schools()[-1]
    own = next(p for p in pupils_in(now) if p.get("key") == KEY_OF["begaafd"])
    assert own.find("samengestelde_groepen") is not None


def test_a_late_bloomer_climbs_from_v_to_ii(school: Demo) -> None:
    levels = _levels(school, "laatbloeier", "woordlezen")
    assert levels[0] in ("V", "V-")
    assert levels[-1] in ("I", "II")


def test_a_plan_lifts_spelling_out_of_v(school: Demo) -> None:
    levels = _levels(school, "plan_werkt", "spelling")
    assert set(levels[-4:-2]) <= {"V", "V-"}
    assert set(levels[-2:]) <= {"III", "II", "IV"}
    plans = [p for p in school.table("plannen") if p["leerling_id"] == KEY_OF["plan_werkt"]]
    assert [(p["leerlijn"], p["soort"]) for p in plans] == [("spelling", "handelingsplan")]


def test_own_route_has_an_opp_off_level_tests_and_moments_without_a_test(school: Demo) -> None:
    key = KEY_OF["opp"]
    assert "opp" in {p["soort"] for p in school.table("plannen") if p["leerling_id"] == key}
    assert "eigen_leerlijn" in _levels(school, "opp", "begrijpend lezen")
    off_level = [row for row in school.results(leerling_id=key) if row["gecorrigeerd_niveau"]]
    assert off_level[-1]["gecorrigeerd_niveau"] == "V-"
    assert off_level[-1]["niveau"] in ("IV", "III", "II")


def test_a_newcomer_has_the_last_moment_only(school: Demo) -> None:
    rows = school.results(leerling_id=KEY_OF["nieuwkomer"])
    last = max(school.results(), key=lambda row: row["afnamedatum"])
    assert {(row["schooljaar"], row["moment"][0]) for row in rows} == {
        (last["schooljaar"], last["moment"][0])
    }
    assert len(rows) == 6


def test_who_was_ill_misses_spelling_and_rekenen_now(school: Demo) -> None:
    assert _levels(school, "ziek", "spelling")[-1] == "ziek"
    assert _levels(school, "ziek", "rekenen")[-1] == "ziek"


def test_the_doubleur_did_groep_4_twice_and_rose(school: Demo) -> None:
    moments = [row["moment"] for row in school.results(leerling_id=KEY_OF["doubleur"])]
    assert len({m for m in moments if m in ("M4", "E4")}) == 2
    taken = school.results(leerling_id=KEY_OF["doubleur"], leerlijn="spelling", moment="M4")
    assert len(taken) == 2
    assert [row["niveau"] in ("V", "V-") for row in taken] == [True, False]


def test_the_versneller_never_did_groep_4(school: Demo) -> None:
    rows = school.results(leerling_id=KEY_OF["versneller"], leerlijn="spelling")
    moments = [row["moment"] for row in rows]
    assert "E3" in moments
    assert "M5" in moments
    assert not {"M4", "E4"} & set(moments)
