import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibdash.domain import year_groups
from ibdash.domain.year_groups import GroupName
from ibdash.errors import ValueNotUnderstood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/4", GroupName("3/4", ("3", "4"), None)),
        ("5/6 (5)", GroupName("5/6", ("5", "6"), "5")),
        ("5/6 (7)", GroupName("5/6", ("5", "6"), None)),
        ("1/2A", GroupName("1/2A", ("1", "2"), None)),
        ("4-5-6", GroupName("4-5-6", ("4", "5", "6"), None)),
        ("7 + 8", GroupName("7 + 8", ("7", "8"), None)),
        ("4A", GroupName("4A", ("4",), "4")),
        ("6 b", GroupName("6 b", ("6",), "6")),
        ("Groep 3", GroupName("Groep 3", ("3",), "3")),
        ("gr. 5", GroupName("gr. 5", ("5",), "5")),
        ("G5", GroupName("G5", ("5",), "5")),
        ("  groep  6a ", GroupName("groep 6a", ("6",), "6")),
        ("Vlinders", GroupName("Vlinders", (), None)),
        ("Samgroep 3", GroupName("Samgroep 3", (), None)),
        ("Plusgroep rekenen", GroupName("Plusgroep rekenen", (), None)),
        ("12", GroupName("12", (), None)),
        ("aangemeld", GroupName("aangemeld", (), None)),
    ],
)
def test_what_a_group_name_tells(text: str, expected: GroupName) -> None:
    assert year_groups.from_group_name(text) == expected


def test_a_combination_is_more_than_one_year_group() -> None:
    assert year_groups.from_group_name("3/4").is_combination
    assert not year_groups.from_group_name("4A").is_combination
    assert not year_groups.from_group_name("Vlinders").is_combination


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5", "5"),
        (" 5 ", "5"),
        ("gr. 5", "5"),
        ("G5", "5"),
        ("Groep 3", "3"),
        ("jaargroep 4", "4"),
        ("leerjaar 7", "7"),
        ("1/2A", "C"),
        ("5/6 (5)", "5"),
        ("0", "0"),
        ("16", "16"),
        ("s", "S"),
        ("H", "H"),
    ],
)
def test_reads_year_groups(text: str, code: str) -> None:
    assert year_groups.parse(text) == code


@pytest.mark.parametrize("text", ["", "9", "100", "17", "X", "Vlinders", "groep"])
def test_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueNotUnderstood):
        year_groups.parse(text)


def test_names_and_order() -> None:
    assert year_groups.name("6") == "groep 6"
    assert year_groups.name("S") == "speciaal"
    assert year_groups.name("0") == "peuters"
    assert year_groups.name("H") == "oud-leerling"
    assert sorted(["8", "H", "0", "11", "1"], key=year_groups.order_key) == [
        "0",
        "1",
        "8",
        "11",
        "H",
    ]
    with pytest.raises(ValueNotUnderstood):
        year_groups.name("100")


@given(st.sampled_from(sorted(year_groups.NAMES)))
def test_parse_is_idempotent(code: str) -> None:
    assert year_groups.parse(code) == code
