"""The bound of the error, the spread a year earlier, and where each fact comes from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ibdash.domain.measurement_error import error_upper_bound_pooled, pair_moments
from ibdash.questions import ask
from ibdash.store import Store
from tests import group_school
from tests.group_school import YEAR, ask_of
from tests.people import IB, taken_in


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = group_school.opened(tmp_path_factory.mktemp("school"))
    yield store
    store.close()


# 31 pupils at three moments: 30 of each pair count, so 60 steps in all.
_SCORES = [(100 + n, 108 + n + 3 * (-1) ** n, 118 + n - 5 * (n % 3)) for n in range(31)]


def _many(store: Store, folder: Path, pupils: int) -> int:
    people = "\n".join(
        f"{n};Kind {n};Proef;2015-01-0{1 + n % 9};2025-2026;6;6" for n in range(pupils)
    )
    head = "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep\n"
    taken_in(store, folder, "leerlingen.csv", head + people + "\n")
    rows = "\n".join(
        f"{n};rekenen;RW;Cito;3.0;{year};{moment};{score}"
        for n, scores in enumerate(_SCORES[:pupils])
        for (year, moment), score in zip(
            [("2023-2024", "E4"), ("2024-2025", "M5"), ("2024-2025", "E5")], scores, strict=True
        )
    )
    head = "leerling_id;leerlijn;toets;uitgever;generatie;schooljaar;moment;vaardigheidsscore\n"
    taken_in(store, folder, "resultaten.csv", head + rows + "\n")
    found: int = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    return found


def _bound(store: Store, school_id: int, before: int) -> list[dict[str, object]]:
    table = ask(store, "group/error_bound", who=IB, school_id=school_id, before_half_year=before)
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


def test_the_bound_is_that_of_the_domain(store: Store, tmp_path: Path) -> None:
    school_id = _many(store, tmp_path, 31)
    first, second, third = (list(scores) for scores in zip(*_SCORES, strict=True))
    expected = error_upper_bound_pooled([pair_moments(first, second), pair_moments(second, third)])
    (row,) = _bound(store, school_id, before=4050)
    assert row["learning_line"] == "rekenen"
    assert row["scale"] == "rekenen|Cito|RW|3.0|"
    assert row["error_bound"] == pytest.approx(expected)
    assert row["steps"] == 60


def test_below_sixty_steps_there_is_no_bound(store: Store, tmp_path: Path) -> None:
    assert _bound(store, _many(store, tmp_path, 30), before=4050) == []


def test_the_page_s_own_moment_does_not_move_its_bound(store: Store, tmp_path: Path) -> None:
    # 4049 is E5 of 2024-2025: its steps do not count for itself, and 30 are left.
    assert _bound(store, _many(store, tmp_path, 31), before=4049) == []


def test_the_spread_a_year_earlier_is_of_the_same_year_group(school: Store) -> None:
    group = ask_of(school, "6a")
    table = ask(
        school,
        "group/level_spread",
        who=IB,
        school_id=group.school_id,
        learning_lines=["rekenen"],
        moments=["M6"],
        year_groups=["6"],
        school_years=[YEAR],
        level_scales=["I-V"],
    )
    assert [(row["level"], row["pupils"]) for row in table.to_pylist()] == [("IV", 1), ("III", 1)]
    assert table.to_pylist()[0]["scales"] == ["rekenen|Cito|RW|3.0||"]


def test_a_moment_of_the_year_before_asks_about_the_year_group_of_then(school: Store) -> None:
    group = ask_of(school, "6a")
    table = ask(
        school,
        "group/level_spread",
        who=IB,
        school_id=group.school_id,
        learning_lines=["rekenen"],
        moments=["M5"],
        year_groups=["6"],
        school_years=[YEAR],
        level_scales=["I-V"],
    )
    # M5 of 2024-2025: Bram II, Noor IV, Zeynep III, Dewi V.
    assert [(row["level"], row["pupils"]) for row in table.to_pylist()] == [
        ("V", 1),
        ("IV", 1),
        ("III", 1),
        ("II", 1),
    ]


def test_each_fact_of_a_pupil_names_its_file_and_row(school: Store) -> None:
    bram = ask_of(school, "6a").pupil("Bram")
    table = ask(
        school, "group/sources", who=IB, pupil_id=bram["pupil_id"], school_year=YEAR
    ).to_pylist()
    kinds = [row["kind"] for row in table]
    assert kinds.count("result") == 10
    assert (kinds.count("placement"), kinds.count("plan"), kinds.count("support_level")) == (
        1,
        1,
        2,
    )
    found = {
        (row["file_name"], row["source_row"]) for row in table if row["line_name"] == "Rekenen"
    }
    assert found == {
        ("resultaten.csv", 2),
        ("resultaten.csv", 3),
        ("resultaten.csv", 4),
        ("plannen.csv", 2),
    }
