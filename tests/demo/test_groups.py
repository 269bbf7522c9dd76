from datetime import date

import pytest

from ibdash.demo.groups import home_groups, staff_of
from ibdash.demo.names import Name, NameBank
from ibdash.demo.people import Pupil, path


def _school(**sizes: int) -> list[Pupil]:
    """Pupils in one school year: `g3=20` makes twenty in groep 3."""
    return [
        Pupil(
            name=Name("Noor", "", "Wal"),
            is_girl=True,
            birth_date=date(2018, 1, 1),
            entered_on=date(2022, 8, 1),
            left_on=None,
            order=number / size,
            kind="gewoon",
            year_groups={0: int(group[1])},
        )
        for group, size in sizes.items()
        for number in range(size)
    ]


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({"g3": 26}, {"3": 26}),
        ({"g3": 48, "g4": 30}, {"3a": 24, "3b": 24, "4": 30}),
        ({"g4": 33, "g5": 33}, {"4": 22, "4/5": 22, "5": 22}),
        ({"g3": 8, "g4": 7, "g5": 20, "g6": 25}, {"3/4": 15, "5": 20, "6": 25}),
        ({"g1": 24, "g2": 26}, {"1/2a": 25, "1/2b": 25}),
    ],
)
def test_year_groups_are_fitted_into_rooms(sizes: dict[str, int], groups: dict[str, int]) -> None:
    found = home_groups(_school(**sizes), 0, 2026)
    assert {group.name: len(group.members) for group in found} == groups


def test_a_combination_group_has_no_year_group_of_its_own() -> None:
    found = home_groups(_school(g4=33, g5=33), 0, 2026)
    assert [(group.key, group.year_group) for group in found] == [
        ("26-4", "4"),
        ("26-4/5", "C"),
        ("26-5", "5"),
    ]


def test_the_path_of_a_repeated_and_of_a_skipped_year() -> None:
    assert path(repeated=4) == [1, 2, 3, 4, 4, 5, 6, 7, 8]
    assert path(skipped=4) == [1, 2, 3, 5, 6, 7, 8]


def test_every_group_has_a_teacher_and_the_school_an_ib_er() -> None:
    groups = home_groups(_school(g3=26, g4=48), 0, 2026)
    staff = staff_of(groups, NameBank("1"))
    assert {name for teacher in staff for name in teacher.groups} == {"3", "4a", "4b"}
    assert [teacher.key for teacher in staff if "IB" in teacher.roles] == ["LK01"]
    assert sum(teacher.leads_plus_group for teacher in staff) == 1
