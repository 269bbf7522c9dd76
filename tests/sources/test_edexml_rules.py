"""Our own rules for an EDEXML file: what is refused, what is a remark, what becomes null."""

from datetime import date

import pytest

from ibdash.errors import FileRefused
from ibdash.sources.reading import Limits
from tests.sources.edexml_files import GROUPS, PUPIL, column, document, named, reading, rows


def school(**parts: str) -> str:
    known = {"schooljaar": "2025-2026", "peildatum": "2025-10-01", "brincode": "98QQ"} | parts
    return "".join(f"<{name}>{value}</{name}>" for name, value in known.items() if value)


def severities(remarks):
    return [(remark.line, remark.severity, remark.kind) for remark in remarks]


@pytest.mark.parametrize("written", ["2025-2027", "2025-2025", "2026-2025", "2025", "dit jaar", ""])
def test_a_school_year_is_two_consecutive_years(written):
    with pytest.raises(FileRefused) as refused:
        reading(document(school=school(schooljaar=written)))
    assert "regel 2" in refused.value.text


def test_a_school_year_past_the_lists_of_the_xsd_is_fine():
    assert reading(document(school=school(schooljaar="2031-2032"))).school_year == "2031-2032"


@pytest.mark.parametrize(
    ("parts", "brin", "location", "severity"),
    [
        ({}, "98QQ", "00", []),
        ({"brincode": " 98qq "}, "98QQ", "00", []),
        ({"brincode": "98QQ02"}, "98QQ", "02", []),
        ({"dependancecode": "3"}, "98QQ", "03", []),
        ({"dependancecode": "hoofd"}, "98QQ", None, ["warning"]),
        ({"brincode": "QQ98"}, None, None, ["warning"]),
        ({"brincode": ""}, None, None, ["info"]),
    ],
)
def test_a_brin_and_its_location(parts, brin, location, severity):
    opened = reading(document(school=school(**parts)))
    assert (opened.brin, opened.location) == (brin, location)
    assert [remark.severity for remark in opened.remarks] == severity


@pytest.mark.parametrize(
    ("peildatum", "aanmaakdatum", "as_of"),
    [
        ("2025-10-01", "2025-11-11T10:00:00", date(2025, 10, 1)),
        ("2025-10-01+02:00", "", date(2025, 10, 1)),
        ("", "2025-11-11T10:00:00.123+01:00", date(2025, 11, 11)),
        ("gisteren", "2025-11-11T10:00:00", date(2025, 11, 11)),
        ("", "gisteren", None),
        ("", "", None),
    ],
)
def test_the_day_the_data_were_true(peildatum, aanmaakdatum, as_of):
    content = document(school=school(peildatum=peildatum, aanmaakdatum=aanmaakdatum))
    assert reading(content).as_of == as_of


@pytest.mark.parametrize(
    ("written", "shown", "remarks"),
    [
        ("1.03", "EDEXML 1.03", 0),
        ("1.0.3", "EDEXML 1.03", 0),
        ("2.1", "EDEXML 2.1", 0),
        ("2.2", "EDEXML 2.2", 1),
        ("jansen", "EDEXML", 0),
        ("", "EDEXML", 0),
    ],
)
def test_the_version_as_shown(written, shown, remarks):
    opened = reading(document(school=school(xsdversie=written)))
    assert (opened.format, len(opened.remarks)) == (shown, remarks)


@pytest.mark.parametrize("number", [0, 2])
def test_a_file_is_of_one_school(number):
    content = document().decode()
    start, end = content.index("<school>"), content.index("</school>") + len("</school>")
    several = content[:start] + content[start:end] * number + content[end:]
    with pytest.raises(FileRefused, match="niet van één school"):
        reading(several.encode())


@pytest.mark.parametrize("code", ["100", "9", "3A", "-", "Z", "groep 3"])
def test_a_pupils_year_group_outside_the_list_refuses_the_file(code):
    with pytest.raises(FileRefused) as refused:
        rows(document(named(f"\n<jaargroep>{code}</jaargroep>")))
    assert "op regel 6 bestaat niet" in refused.value.text


def test_a_year_group_that_is_no_code_is_not_quoted():
    with pytest.raises(FileRefused) as refused:
        rows(document(named("<jaargroep>Jansen</jaargroep>")))
    assert "Jansen" not in refused.value.sentence()


@pytest.mark.parametrize("code", [*"BD012345678SVCNH", "11", "12", "13", "14", "15", "16"])
def test_every_year_group_of_the_standard_is_taken(code):
    found, _ = rows(document(named(f"<jaargroep> {code.lower()} </jaargroep>")))
    assert column(found["placement"], "year_group") == [code]


def test_the_pupils_own_year_group_leads():
    own = named("<jaargroep>6</jaargroep>", '<groep key="G5"/>')
    unknown = named("<jaargroep>?</jaargroep>", '<groep key=" G5 "/>', key="2")
    found, _ = rows(document(own + unknown))
    assert column(found["placement"], "group_key", "year_group") == [("G5", "6"), ("G5", "5")]


def test_a_combination_group_without_own_year_groups_is_one_warning():
    groups = '<groep key="C"><naam>5/6</naam><jaargroep>C</jaargroep></groep>'
    pupils = named('<groep key="C"/>') + named('<groep key="C"/>', key="2")
    found, remarks = rows(document(pupils, groups))
    assert column(found["placement"], "year_group") == ["C", "C"]
    assert [remark.text for remark in remarks] == [
        "Leerlingen in een combinatiegroep zonder eigen jaargroep: 2"
    ]


def test_a_group_that_is_not_defined_leaves_the_pupil_without_one():
    composite = "<samengestelde_groepen><samengestelde_groep key='X'/></samengestelde_groepen>"
    found, remarks = rows(document(named('\n<groep key="X"/>', composite)))
    assert column(found["placement"], "group_key", "is_home") == [(None, True)]
    assert severities(remarks) == [(6, "warning", ""), (6, "warning", "")]


def test_a_home_group_is_not_a_composite_one_nor_the_reverse():
    groups = f'{GROUPS}<samengestelde_groep key="S"><naam>Koor</naam></samengestelde_groep>'
    references = '<samengestelde_groep key="G5"/><samengestelde_groep key="S"/>' * 2
    pupil = named(
        '<groep key="S"/>', f"<samengestelde_groepen>{references}</samengestelde_groepen>"
    )
    found, remarks = rows(document(pupil, groups))
    assert column(found["placement"], "group_key", "is_home") == [(None, True), ("S", False)]
    assert len(remarks) == 3


@pytest.mark.parametrize(
    ("code", "gender", "remarks"),
    [("1", "m", 0), ("2", "v", 0), ("0", None, 0), ("9", None, 0), ("?", None, 0), ("M", None, 1)],
)
def test_gender(code, gender, remarks):
    found, said = rows(document(named(f"<geslacht>{code}</geslacht>")))
    assert column(found["pupil"], "gender") == [gender]
    assert [remark.severity for remark in said] == ["warning"] * remarks


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2014-09-07", date(2014, 9, 7)),
        ("2014-09-07Z", date(2014, 9, 7)),
        ("2014-09-07+01:00", date(2014, 9, 7)),
        (" 2014-09-07 ", date(2014, 9, 7)),
        ("2025-10-01", date(2025, 10, 1)),
    ],
)
def test_a_birth_date(written, day):
    found, remarks = rows(document(named(f"<geboortedatum>{written}</geboortedatum>")))
    assert column(found["pupil"], "birth_date") == [day]
    assert remarks == []


@pytest.mark.parametrize(
    "written",
    ["07-09-2014", "2014-02-30", "2014-W36-7", "20140907", "0001-01-01", "2025-10-02", "onbekend"],
)
def test_a_birth_date_that_cannot_be_is_dropped_with_its_line(written):
    found, remarks = rows(document(named(f"\n<geboortedatum>{written}</geboortedatum>")))
    assert column(found["pupil"], "birth_date") == [None]
    assert severities(remarks) == [(6, "warning", "")]
    assert remarks[0].text.startswith("geboortedatum ")
    assert written not in remarks[0].text


def test_a_birth_date_is_held_against_the_school_year_where_no_day_is_known():
    last = named("<geboortedatum>2026-07-31</geboortedatum>")
    past = named("<geboortedatum>2026-08-01</geboortedatum>", key="2")
    found, _ = rows(document(last + past, school=school(peildatum="")))
    assert column(found["pupil"], "birth_date") == [date(2026, 7, 31), None]


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("instroomdatum", "entered_on"),
        ("uitstroomdatum", "left_on"),
        ("start_ondw_jgr3", "start_group_3"),
    ],
)
def test_other_dates(element, name):
    good = named(f"<{element}>2024-08-26</{element}>")
    bad = named(f"<{element}>26/8/24</{element}>", key="2")
    found, remarks = rows(document(good + bad))
    assert column(found["pupil"], name) == [date(2024, 8, 26), None]
    assert [remark.text for remark in remarks] == [f"{element} is geen datum; niet overgenomen"]


@pytest.mark.parametrize(
    ("left_on", "until_on"),
    [
        ("2025-09-30", date(2025, 9, 30)),
        ("2025-10-01", None),
        ("2026-07-10", None),
    ],
)
def test_who_left_before_the_reference_day_is_no_longer_there(left_on, until_on):
    found, remarks = rows(document(named(f"<uitstroomdatum>{left_on}</uitstroomdatum>")))
    assert column(found["placement"], "until_on") == [until_on]
    assert column(found["pupil"], "left_on") == [date.fromisoformat(left_on)]
    assert remarks == []


def test_leaving_before_coming_is_a_warning():
    dates = "<instroomdatum>2025-08-25</instroomdatum><uitstroomdatum>2024-07-12</uitstroomdatum>"
    _, remarks = rows(document(named(dates)))
    assert [remark.text for remark in remarks] == ["uitstroomdatum ligt voor de instroomdatum"]


def test_names_lose_white_space_only():
    parts = "<voorvoegsel>  van\n 't </voorvoegsel><roepnaam>Anna\u00a0 Lena</roepnaam>"
    found, _ = rows(document(named(parts, name=" Proef - Test ")))
    assert column(found["pupil"], "call_name", "prefix", "family_name") == [
        ("Anna Lena", "van 't", "Proef - Test")
    ]


def test_a_question_mark_is_unknown():
    found, _ = rows(document(named("<roepnaam>?</roepnaam><voorvoegsel> ? </voorvoegsel>")))
    assert column(found["pupil"], "call_name", "prefix") == [(None, None)]


def test_a_value_of_absurd_length_is_dropped():
    found, remarks = rows(document(named(f"<roepnaam>{'x' * 501}</roepnaam>")))
    assert column(found["pupil"], "call_name") == [None]
    assert [remark.text for remark in remarks] == ["roepnaam is veel te lang; niet overgenomen"]


def test_an_element_that_stands_there_twice_counts_once():
    found, remarks = rows(document(named("<roepnaam>An</roepnaam><roepnaam>Bo</roepnaam>")))
    assert column(found["pupil"], "call_name") == ["An"]
    assert [remark.text for remark in remarks] == [
        "roepnaam staat er meer dan één keer; de eerste is gebruikt"
    ]


def test_a_pupil_without_a_name_or_key_is_refused_alone():
    pupils = (
        '<leerling key="1"><voornamen>Jan</voornamen><groep key="G5"/></leerling>\n'
        f"<leerling><achternaam>Proef</achternaam></leerling>\n{named(key='3')}"
    )
    found, remarks = rows(document(pupils))
    assert column(found["pupil"], "pupil_key") == ["3"]
    assert column(found["placement"], "pupil_key") == ["3"]
    assert severities(remarks) == [(5, "refused", "pupil"), (6, "refused", "pupil")]


@pytest.mark.parametrize("pupils", ["", "<leerling key='1'/>"])
def test_a_file_without_usable_pupils_is_refused(pupils):
    with pytest.raises(FileRefused, match="geen leerlingen"):
        rows(document(pupils))


def test_more_pupils_than_the_limit_refuse_the_file():
    two = named() + named(key="2")
    assert len(rows(document(two), Limits(1_000_000, 2))[0]["pupil"]) == 2
    with pytest.raises(FileRefused, match="te veel"):
        reading(document(two), Limits(1_000_000, 1))


def test_roles_that_are_not_on_the_list_are_kept_as_text():
    staff = (
        '<leerkracht key="L1"><achternaam>Proef</achternaam>'
        "<rol>ib</rol><rol>ZZZ</rol><rol>RT</rol>"
        '<groepen><groep key="G5"><rolomschrijving>Maandag</rolomschrijving></groep>'
        '<groep key="G5"/><groep key="weg"/></groepen></leerkracht>'
    )
    found, remarks = rows(document(staff=staff))
    assert column(found["staff"], "role", "role_text") == [("IB", "RT; ZZZ; Maandag")]
    assert column(found["staff_group"], "group_key", "role") == [("G5", None)]
    assert [remark.severity for remark in remarks] == ["info", "warning"]


def test_a_teacher_without_a_name_is_refused_alone():
    found, remarks = rows(document(staff='<leerkracht key="L1"/>'))
    assert found["staff"] == []
    assert len(found["pupil"]) == 1
    assert [remark.kind for remark in remarks] == ["staff"]


def test_many_pupils_come_in_batches_and_in_order():
    pupils = "".join(named(key=str(number)) for number in range(9001))
    opened = reading(document(pupils))
    sizes = [batch.num_rows for kind, batch in opened.batches if kind == "pupil"]
    assert sizes == [4000, 4000, 1001]
    assert column(rows(document(pupils))[0]["pupil"], "pupil_key") == [
        str(number) for number in range(9001)
    ]


def test_a_pupil_of_the_default_document_stands_on_line_five():
    assert column(rows(document(PUPIL))[0]["pupil"], "line") == [5]
