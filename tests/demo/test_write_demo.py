from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from ibdash.demo.school import brin_of, write_demo

TODAY = date(2026, 11, 24)


def _bytes(folder: Path, seed: int) -> dict[str, bytes]:
    paths = write_demo(folder, TODAY, seed=seed, pupils=60)
    return {path.name: path.read_bytes() for path in paths}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first = _bytes(tmp_path / "first", 1)
    assert _bytes(tmp_path / "second", 1) == first
    other = _bytes(tmp_path / "third", 2)
    assert other["resultaten_2025-2026.csv"] != first["resultaten_2025-2026.csv"]
    assert other["normtabellen.csv"] == first["normtabellen.csv"]


def test_files_come_in_the_order_in_which_they_are_taken_in(tmp_path: Path) -> None:
    names = [path.name for path in write_demo(tmp_path / "new" / "folder", TODAY, pupils=60)]
    years = ["2021-2022", "2022-2023", "2023-2024", "2024-2025", "2025-2026", "2026-2027"]
    assert names == [
        "normtabellen.csv",
        *(f"edexml_{year}.xml" for year in years),
        *(f"resultaten_{year}.csv" for year in years[:5]),
        "plannen.csv",
        "evaluaties.csv",
        "ondersteuning.csv",
        "schoolkalender.csv",
        "verzuim.csv",
    ]


def test_several_schools_have_folders_and_keys_of_their_own(tmp_path: Path) -> None:
    paths = write_demo(tmp_path, TODAY, schools=3, pupils=40)
    assert {path.parent.name for path in paths[1:]} == {"99DM", "99DN", "99DO"}
    assert sum(path.name == "normtabellen.csv" for path in paths) == 1
    for brin in ("99DM", "99DN", "99DO"):
        school = etree.parse(tmp_path / brin / "edexml_2026-2027.xml")
        assert school.findtext("school/brincode") == brin
        rows = (tmp_path / brin / "resultaten_2025-2026.csv").read_text("utf-8").splitlines()
        assert all(row.split(";")[1] == brin for row in rows[1:])
    names = [
        (tmp_path / brin / "edexml_2026-2027.xml").read_text("utf-8") for brin in ("99DM", "99DN")
    ]
    assert "El Ouazzani" in names[0]
    assert names[0] != names[1]


@pytest.mark.parametrize("pupils", [40, 120, 400])
def test_a_school_has_about_as_many_pupils_as_asked(tmp_path: Path, pupils: int) -> None:
    write_demo(tmp_path, TODAY, pupils=pupils)
    now = etree.parse(tmp_path / "edexml_2026-2027.xml")
    assert abs(len(now.findall("leerlingen/leerling")) - pupils) <= max(6, 0.1 * pupils)


def test_more_school_years_can_be_asked_for(tmp_path: Path) -> None:
    paths = write_demo(tmp_path, TODAY, pupils=40, years=8)
    assert sum(path.name.startswith("resultaten") for path in paths) == 8


def test_brins_are_fictive_and_run_on_past_z() -> None:
    assert [brin_of(number) for number in (0, 1, 13, 14)] == ["99DM", "99DN", "99DZ", "99EA"]


@pytest.mark.parametrize("wrong", [{"schools": 0}, {"pupils": 0}, {"years": 1}])
def test_a_number_out_of_range_is_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="schools 1 to"):
        write_demo(tmp_path, TODAY, **wrong)
