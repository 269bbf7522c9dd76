"""The same key twice in one EDEXML file: equal is a remark, different refuses all of them."""

import pytest

from tests.sources.edexml_files import GROUPS, column, document, named, rows

HOME = '<groep key="G5"/>'


def refused(remarks, kind):
    return [
        remark.line for remark in remarks if (remark.severity, remark.kind) == ("refused", kind)
    ]


def test_an_equal_pupil_counts_once():
    pupils = "\n".join([named(HOME), named(key="2"), named(HOME, key=" 1 ")])
    found, remarks = rows(document(pupils))
    assert sorted(column(found["pupil"], "line", "pupil_key")) == [(5, "1"), (6, "2")]
    assert len(found["placement"]) == 2
    assert [(remark.line, remark.severity) for remark in remarks] == [(7, "warning")]
    assert "regel 5 en 7" in remarks[0].text


@pytest.mark.parametrize(
    "second",
    [
        named(HOME, name="Ander"),
        named(HOME, "<geslacht>1</geslacht>"),
        named(HOME, "<jaargroep>6</jaargroep>"),
        named(),
    ],
)
def test_different_pupils_with_one_key_are_all_refused(second):
    pupils = "\n".join([named(HOME), second, named(key="2")])
    found, remarks = rows(document(pupils))
    assert column(found["pupil"], "pupil_key") == ["2"]
    assert column(found["placement"], "pupil_key") == ["2"]
    assert refused(remarks, "pupil") == [5, 6]
    assert all("regel 5 en 6" in remark.text for remark in remarks)


def test_three_of_which_two_are_equal_are_all_refused():
    pupils = "\n".join([named(), named(), named(name="Ander"), named(key="2")])
    found, remarks = rows(document(pupils))
    assert column(found["pupil"], "pupil_key") == ["2"]
    assert refused(remarks, "pupil") == [5, 6, 7]


def test_a_nameless_double_does_not_take_the_other_along():
    pupils = "\n".join(['<leerling key="1"/>', named()])
    found, remarks = rows(document(pupils))
    assert column(found["pupil"], "line") == [6]
    assert refused(remarks, "pupil") == [5]


def test_equal_names_under_different_keys_are_two_pupils():
    found, remarks = rows(document(named() + named(key="2")))
    assert len(found["pupil"]) == 2
    assert remarks == []


def test_an_eck_id_of_two_pupils_is_nobodys():
    pupils = "".join(
        f'<leerling key="{key}" eckid="{eck_id}"><achternaam>Proef</achternaam></leerling>'
        for key, eck_id in (("1", "een"), ("2", "een"), ("3", "drie"))
    )
    found, remarks = rows(document(pupils))
    assert column(found["pupil"], "eck_id") == [None, None, "drie"]
    assert [remark.severity for remark in remarks] == ["warning", "warning"]


def test_an_equal_group_counts_once():
    found, remarks = rows(document(groups=f"{GROUPS}\n{GROUPS}"))
    assert column(found["group"], "line") == [3]
    assert column(found["placement"], "group_key") == ["G5"]
    assert [(remark.line, remark.severity) for remark in remarks] == [(4, "warning")]


@pytest.mark.parametrize(
    "second",
    [
        GROUPS.replace("5A", "5B"),
        '<samengestelde_groep key="G5"><naam>5A</naam></samengestelde_groep>',
    ],
)
def test_different_groups_with_one_key_are_refused_and_leave_pupils_without(second):
    found, remarks = rows(document(groups=f"{GROUPS}\n{second}"))
    assert found["group"] == []
    assert column(found["placement"], "group_key", "year_group") == [(None, None)]
    assert refused(remarks, "group") == [3, 4]


def test_a_group_without_a_key_is_refused_and_without_a_name_is_not():
    found, remarks = rows(document(groups=f"<groep><naam>X</naam></groep>{GROUPS}<groep key='Y'/>"))
    assert column(found["group"], "group_key", "name", "year_group") == [
        ("G5", "5A", "5"),
        ("Y", "Y", None),
    ]
    assert [remark.severity for remark in remarks] == ["refused", "warning"]


@pytest.mark.parametrize(("second", "left"), [("Uil", ["Uil"]), ("Ander", [])])
def test_a_teacher_twice(second, left):
    staff = "".join(
        f'<leerkracht key="L"><achternaam>{name}</achternaam></leerkracht>'
        for name in ("Uil", second)
    )
    found, remarks = rows(document(staff=staff))
    assert column(found["staff"], "family_name") == left
    assert len(remarks) == (1 if left else 2)
