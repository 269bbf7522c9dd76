"""line/delivered: whose results, on which lines and scales, and what came with them."""

from pathlib import Path

from ibdash.store import Store
from tests.line_school import YEAR, asked, fill, pupil_id, result

PLACED = [
    (1, YEAR, "6a", "6"),
    (2, YEAR, "6a", "6"),
    (3, YEAR, "4/5", "4"),
    (4, YEAR, "4/5", "5"),
    (5, YEAR, "", "5"),
    (6, "2024-2025", "6a", "6"),
]
ROWS = [
    result(1, "M6", YEAR, 50, meetfout=4, niveau="II", niveauschaal="I-V", percentiel=70),
    result(2, "M6", YEAR, 60),
    result(2, "M6", YEAR, None, leerlijn="tekstlezen", toets="AVI", avi="M5"),
    result(2, "M6", YEAR, None, leerlijn="spelling", toets="SP", reden_geen_resultaat="ziek"),
    result(4, "M5", YEAR, 30, dle=20, functioneringsniveau="M4"),
    result(5, "M5", YEAR, 30),
    result(6, "M6", "2024-2025", 44),
]


def test_each_choice_has_its_own_pupils(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    ids = {key: pupil_id(store, key) for key in range(1, 7)}
    assert asked(store, "group", group="6a").pupil_ids == [ids[1], ids[2]]
    assert asked(store, "group").pupil_ids == [ids[5]]
    assert asked(store, "year_group", year_group="5").pupil_ids == sorted([ids[4], ids[5]])
    assert asked(store, "school").pupil_ids == sorted(ids[key] for key in range(1, 6))
    assert asked(store, "pupil", pupil=6).pupil_ids == [ids[6]]


def test_a_combination_group_knows_each_pupils_year_group(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    row = asked(store, "group", group="4/5").delivered.to_pylist()[0]
    found = dict(zip(row["pupil_ids"], row["year_groups"], strict=True))
    assert found == {pupil_id(store, 3): "4", pupil_id(store, 4): "5"}


def test_what_was_delivered_per_line(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, PLACED, ROWS)
    rows = asked(store, "group", group="6a").delivered.to_pylist()
    # Spelling was not taken, so it is no line of this group.
    assert [row["line_name"] for row in rows] == ["Tekstlezen (AVI)", "Rekenen"]
    reading, maths = rows
    assert (reading["has_avi"], reading["has_score"]) == (True, False)
    assert (maths["results"], maths["pupils"]) == (2, 2)
    assert all(maths[f"has_{name}"] for name in ("score", "percentile", "level", "error"))
    assert not any(maths[f"has_{name}"] for name in ("dle", "functioning_level", "avi"))
    (own,) = asked(store, "pupil", pupil=4).delivered.to_pylist()
    assert (own["has_dle"], own["has_functioning_level"]) == (True, True)


def test_nobody_has_results_of_a_group_without_them(store: Store, tmp_path: Path) -> None:
    fill(store, tmp_path, [*PLACED, (7, YEAR, "1/2a", "2")], ROWS)
    assert asked(store, "group", group="1/2a").delivered.num_rows == 0
