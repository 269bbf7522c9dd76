"""The pupil files of the demo school: well formed, complete, and without a BSN."""

import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date

import pytest
from lxml import etree

from ibdash.demo.names import PREFIXES
from tests.demo.demo_files import Demo, pupils_in
from tests.shared_files import shared_file

KNOWN_ELEMENTS = {
    "achternaam", "voorvoegsel", "voorletters-1", "roepnaam", "geboortedatum", "geslacht",
    "start_ondw_jgr3", "jaargroep", "groep", "samengestelde_groepen", "instroomdatum",
    "uitstroomdatum",
}  # fmt: skip


def test_one_file_per_school_year_oldest_first_with_the_current_one_last(demo: Demo) -> None:
    years = [school.findtext("school/schooljaar") for school in demo.schools()]
    assert years == [f"{start}-{start + 1}" for start in range(2021, 2027)]


def test_a_file_of_an_earlier_year_is_of_its_end_and_the_last_of_today(demo: Demo) -> None:
    as_of = [school.findtext("school/peildatum") for school in demo.schools()]
    assert as_of[-2:] == ["2026-07-15", "2026-11-24"]


def test_pupils_carry_known_elements_only_and_never_a_bsn(demo: Demo) -> None:
    found = {child.tag for school in demo.schools() for p in pupils_in(school) for child in p}
    assert found == KNOWN_ELEMENTS
    for path in demo.paths:
        assert not re.search(r"bsn|sofi|onderwijsnummer", path.read_text("utf-8"), re.IGNORECASE)


def test_keys_are_unique_and_belong_to_one_pupil_in_all_years(demo: Demo) -> None:
    birth_dates: dict[str, set[str]] = {}
    for school in demo.schools():
        keys = [pupil.get("key") for pupil in pupils_in(school)]
        assert len(set(keys)) == len(keys)
        groups = [group.get("key") for group in school.iterfind("groepen/*")]
        assert len(set(groups)) == len(groups)
        for pupil in pupils_in(school):
            birth_dates.setdefault(pupil.get("key"), set()).add(pupil.findtext("geboortedatum"))
    assert all(len(dates) == 1 for dates in birth_dates.values())


def test_every_group_that_is_referred_to_exists(demo: Demo) -> None:
    for school in demo.schools():
        known = {group.get("key") for group in school.iterfind("groepen/*")}
        for reference in school.iterfind("leerlingen//*[@key]"):
            if reference.tag in ("groep", "samengestelde_groep"):
                assert reference.get("key") in known


def test_the_school_of_today_has_the_groups_of_a_school_with_one_real_combination(
    demo_any_day: Demo,
) -> None:
    now = demo_any_day.schools()[-1]
    names = [group.findtext("naam") for group in now.iterfind("groepen/groep")]
    assert names == ["1/2a", "1/2b", "3", "4", "4/5", "5", "6a", "6b", "7", "8"]
    sizes = Counter(demo_any_day.group_of().values())
    assert all(18 <= size <= 32 for size in sizes.values())
    assert 225 <= len(pupils_in(now)) <= 260


def test_in_a_combination_group_each_pupil_has_a_year_group_of_its_own(demo: Demo) -> None:
    now = demo.schools()[-1]
    own = [
        pupil.findtext("jaargroep")
        for pupil in pupils_in(now)
        if pupil.find("groep") is not None and pupil.find("groep").get("key") == "26-4/5"
    ]
    assert set(own) == {"4", "5"}
    group = next(g for g in now.iterfind("groepen/groep") if g.findtext("naam") == "4/5")
    assert group.findtext("jaargroep") == "C"


def test_one_pupil_has_no_group_and_some_sit_in_the_plusgroep(demo_any_day: Demo) -> None:
    now = demo_any_day.schools()[-1]
    without = [p.get("key") for p in pupils_in(now) if p.find("groep") is None]
    assert without == ["1014"]
    plus = [p for p in pupils_in(now) if p.find("samengestelde_groepen") is not None]
    assert 10 <= len(plus) <= 20
    assert {p.findtext("jaargroep") for p in plus} <= {"5", "6", "7", "8"}


def test_names_have_prefixes_diacritics_and_namesakes(demo: Demo) -> None:
    pupils = pupils_in(demo.schools()[-1])
    assert {p.findtext("voorvoegsel") for p in pupils} <= {None, *PREFIXES}
    assert sum(p.find("voorvoegsel") is not None for p in pupils) > 30
    names = {(p.findtext("roepnaam"), p.findtext("achternaam")) for p in pupils}
    assert {("Youssef", "El Ouazzani"), ("Chloé", "Hondt"), ("Yusuf", "Aydın")} <= names
    group_of = demo.group_of()
    in_6a = [p.findtext("achternaam") for p in pupils if group_of.get(p.get("key")) == "6a"]
    assert in_6a.count("Jansen") >= 2


def test_pupils_come_and_go_in_every_school_year(demo: Demo) -> None:
    for school in demo.schools()[:-1]:
        start = int(school.findtext("school/schooljaar")[:4])
        first_day, last_day = date(start, 8, 1), date(start + 1, 7, 31)
        came = [
            p for p in pupils_in(school)
            if p.findtext("jaargroep") > "2"
            and date.fromisoformat(p.findtext("instroomdatum")) >= first_day
        ]  # fmt: skip
        left = [p for p in pupils_in(school) if p.find("uitstroomdatum") is not None]
        days = [date.fromisoformat(p.findtext("uitstroomdatum")) for p in left]
        assert 1 <= len(came) <= 25
        assert all(first_day <= day <= last_day for day in days)
        groups = {p.findtext("jaargroep") for p in left}
        assert "8" in groups
        assert len(groups) > 1


def test_about_two_in_a_hundred_repeat_a_year_and_one_skips(
    demo_of: Callable[..., Demo],
) -> None:
    demo = demo_of(pupils=480)
    steps: Counter[int] = Counter()
    before: dict[str, int] = {}
    for school in demo.schools():
        now = {p.get("key"): int(p.findtext("jaargroep")) for p in pupils_in(school)}
        steps.update(now[key] - before[key] for key in now if key in before)
        before = now
    assert set(steps) == {0, 1, 2}
    assert 0.01 < steps[0] / steps.total() < 0.03
    assert steps[2] == 1


def test_the_start_of_groep_3_is_known_from_groep_3_on(demo: Demo) -> None:
    for pupil in pupils_in(demo.schools()[-1]):
        assert (pupil.find("start_ondw_jgr3") is not None) == (pupil.findtext("jaargroep") > "2")
    bram = next(p for p in pupils_in(demo.schools()[-1]) if p.get("key") == "1001")
    # Groep 6 in 2026-2027 was groep 3 in 2023-2024; 21 August 2023 is a Monday.
    assert bram.findtext("start_ondw_jgr3") == "2023-08-21"


def test_nobody_in_the_files_comes_or_goes_after_today(demo_any_day: Demo) -> None:
    for pupil in pupils_in(demo_any_day.schools()[-1]):
        for name in ("instroomdatum", "uitstroomdatum", "start_ondw_jgr3"):
            if pupil.find(name) is not None:
                assert pupil.findtext(name) <= demo_any_day.today.isoformat()


@pytest.mark.shared
def test_the_files_are_valid_against_the_schema_of_the_standard(demo: Demo) -> None:
    path = shared_file("formats", "edexml", "2.1", "EDEXML.structuur.xsd")
    schema = etree.XMLSchema(etree.parse(path))
    for school in map(deepcopy, demo.schools()):
        # The schema's list of school years ends at 2024-2025.
        school.find("school/schooljaar").text = "2024-2025"
        assert schema.validate(school), schema.error_log.last_error
