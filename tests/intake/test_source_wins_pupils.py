"""Pupils, groups and placements of two sources: who wins takes over, who loses fills the gaps."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibdash.sources.reading import Role
from ibdash.store import Store, open_store
from tests.people import settings_in
from tests.two_sources import broken, one, rows, said

HEAD = (
    "leerling_id;roepnaam;achternaam;geboortedatum;geslacht;instroomdatum;schooljaar;groep;"
    "jaargroep\n"
)
KNOWN = (
    "select p.display_name, p.birth_date::varchar, p.gender, p.entered_on::varchar, g.name,"
    " x.year_group from pupil as p left join placement as x on x.pupil_id = p.pupil_id"
    ' and x.closed_by is null left join "group" as g on g.group_id = x.group_id'
    " and g.closed_by is null where p.closed_by is null order by all"
)


def table(
    name: str, birth: str = "", gender: str = "", entered: str = "", group: str = "", year: str = ""
) -> str:
    return f"{HEAD}1;{name};{birth};{gender};{entered};2025-2026;{group};{year}\n"


ADMINISTRATION = table("Noor;Wal", "2018-03-09", "", "", "4A", "4")
OWN = table("Noortje;Wal", "2018-03-09", "V", "2022-08-15", "4B", "4")
# The words and the group of the administration, and what it leaves out of the school's own table.
TOGETHER = [("Noor Wal", "2018-03-09", "v", "2022-08-15", "4A", "4")]


def take(store: Store, folder: Path, role: Role, content: str) -> str:
    return said(store, folder, role, f"{role}.csv", content, as_pupils=False).state


@pytest.mark.parametrize("first", ["pupil_system", "table"])
def test_both_orders_give_the_same_and_every_monday_again(
    store: Store, tmp_path: Path, first: str
) -> None:
    files: list[tuple[Role, str]] = [("pupil_system", ADMINISTRATION), ("table", OWN)]
    for role, content in files if first == "pupil_system" else files[::-1]:
        take(store, tmp_path, role, content)
    assert rows(store, KNOWN) == TOGETHER
    version = rows(store, "select version from store_version")
    for role, content in files * 2:
        assert take(store, tmp_path, role, content) == "unchanged"
    assert rows(store, "select version from store_version") == version
    assert broken(store) == []


def test_who_loses_empties_nothing_and_its_own_words_may_go(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "pupil_system", ADMINISTRATION)
    take(store, tmp_path, "table", OWN)
    take(store, tmp_path, "table", OWN.replace(";V;", ";;"))
    assert rows(store, KNOWN)[0][2] is None
    take(store, tmp_path, "table", OWN.replace("2018-03-09", "").replace("Noortje", "Noor"))
    assert rows(store, KNOWN)[0][1] == "2018-03-09"


def test_the_rule_can_be_turned_round(store: Store, tmp_path: Path) -> None:
    rule = "person table pupil_system publisher former_school"
    take(store, tmp_path, "pupil_system", ADMINISTRATION)
    said(store, tmp_path, "table", "eigen.csv", OWN, sources_pupils=rule)
    assert rows(store, KNOWN)[0][0::4] == ("Noortje Wal", "4B")


_values = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Noor;Wal", "Noortje;Wal", "Noor;Waal"]),
        "birth": st.sampled_from(["", "2018-03-09", "2018-03-10"]),
        "gender": st.sampled_from(["", "V", "M"]),
        "entered": st.sampled_from(["", "2022-08-15"]),
        "group": st.sampled_from(["", "4A", "4a", "4B"]),
        "year": st.sampled_from(["4", "5"]),
    }
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one_says=_values, other_says=_values)
def test_two_files_never_go_back_and_forth(
    tmp_path_factory: pytest.TempPathFactory, one_says: dict[str, str], other_says: dict[str, str]
) -> None:
    """After the first round nothing changes, and in either order the same is known."""
    files: list[tuple[Role, str]] = [
        ("pupil_system", table(**one_says)),
        ("table", table(**other_says)),
    ]
    ends = []
    for order in (files, files[::-1]):
        folder = tmp_path_factory.mktemp("school")
        store = open_store(settings_in(folder))
        for role, content in order:
            assert take(store, folder, role, content) in ("applied", "unchanged")
        end = rows(store, KNOWN)
        for role, content in order * 2:
            assert take(store, folder, role, content) == "unchanged"
        assert rows(store, KNOWN) == end
        assert broken(store) == []
        ends.append(end)
        store.close()
    assert ends[0] == ends[1]


_scores = st.fixed_dictionaries(
    {
        "score": st.sampled_from([None, 50, 49.6, 60]),
        "percentiel": st.sampled_from(["", 40, 70]),
        "niveau": st.sampled_from(["", "II", "III"]),
        "niveauschaal": st.just("I-V"),
        "dle": st.sampled_from(["", 20]),
        "day": st.sampled_from(["", "2026-01-20", "2026-01-27"]),
    }
).filter(lambda row: row["score"] or row["percentiel"] or row["niveau"] or row["dle"])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(one_says=_scores, other_says=_scores)
def test_two_files_with_a_result_come_to_rest_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    one_says: dict[str, object],
    other_says: dict[str, object],
) -> None:
    """One result, whatever they say; the same in either order; and nothing the second time."""
    files: list[tuple[Role, str]] = [
        ("publisher", one(**one_says)),  # type: ignore[arg-type]
        ("pupil_system", one(**other_says)),  # type: ignore[arg-type]
    ]
    ends = []
    for order in (files, files[::-1]):
        folder = tmp_path_factory.mktemp("school")
        store = open_store(settings_in(folder))
        said(store, folder, "pupil_system", "leerlingen.csv", ADMINISTRATION)
        for role, content in order:
            assert take(store, folder, role, content) == "applied"
        end = rows(
            store,
            "select taken_on, ability_score, level_scale, level, percentile, dle from result"
            " where closed_by is null",
        )
        assert len(end) == 1
        for role, content in order:
            assert take(store, folder, role, content) == "unchanged"
        assert broken(store) == []
        ends.append(end)
        store.close()
    assert ends[0] == ends[1]
