"""No number of a citizen, in whole or in part, ever leaves the file."""

import traceback

import pytest

from ibdash.errors import FileRefused
from tests.shared_files import SHARED
from tests.sources.edexml_files import GOLDEN, document, golden, named, reading, rows

IDENTIFYING = ["bsn", "sofinummer", "onderwijsnummer", "bsn_ondwnr-4", "rijksregisternummer"]
NUMBER = "999999990"
OURS = sorted(path.name for path in GOLDEN.glob("*.xml"))
OTHERS = sorted((SHARED / "data" / "edexml").glob("*.xml"))


def everything(content: bytes) -> str:
    """All that reading these bytes leaves behind, as one text."""
    try:
        opened = reading(content)
        batches = [batch.to_pydict() for _, batch in opened.batches]
        return f"{vars(opened)} {batches}"
    except FileRefused as error:
        return "".join(traceback.format_exception(error)) + str(vars(error)) + error.sentence()


@pytest.mark.parametrize("name", OURS)
def test_our_files_leave_no_number_behind(name):
    left = everything(golden(name))
    assert "99999999" not in left
    assert "8642" not in left


@pytest.mark.shared
@pytest.mark.skipif(not OTHERS, reason="shared file absent: data/edexml")
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_the_files_of_others_leave_no_number_behind(path):
    left = everything(path.read_bytes())
    assert "99999999" not in left
    assert "2731" not in left


def test_the_files_do_hold_such_numbers():
    text = "".join(golden(name).decode() for name in OURS)
    assert all(f"<{name}>" in text for name in IDENTIFYING)
    assert "99999999" in text
    assert "8642" in text


@pytest.mark.parametrize("name", IDENTIFYING)
@pytest.mark.parametrize(
    "around",
    [
        "<{name}>{number}</{name}>",
        "<{name}>{number}</{name}><{name}>{number}</{name}>",
        "<{name}>{number}",
        "<{name}>{number}</bsm>",
        "<{name}>{number}&amp</{name}>",
        "<{name} nummer='{number}'>{number}</{name}><geboortedatum>x</geboortedatum>",
        "<{name}><geheim>{number}</geheim></{name}>",
        "<{name}{number}/>",
        "<jaargroep>{number}</jaargroep>",
        "<geslacht>{number}</geslacht><geboortedatum>{number}</geboortedatum>",
    ],
)
def test_neither_a_good_nor_a_damaged_number_is_quoted(name, around):
    content = document(named(around.format(name=name, number=NUMBER)))
    assert NUMBER not in everything(content)


@pytest.mark.parametrize("part", ["schooljaar", "brincode", "dependancecode", "xsdversie"])
def test_a_number_in_the_place_of_another_value_is_not_quoted(part):
    parts = {"schooljaar": "2025-2026", "brincode": "98QQ"} | {part: NUMBER}
    school = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items())
    assert NUMBER not in everything(document(school=school))


def test_what_is_not_needed_is_not_taken():
    sensitive = {
        "etniciteit": "etn-x",
        "land": "land-x",
        "land_vader": "land-y",
        "land_moeder": "land-z",
        "gewicht": "gewicht-x",
        "gewicht_nieuw": "gewicht-y",
        "postcodenl": "postcode-x",
        "postnummerbe": "postcode-y",
        "postcodeoverig": "postcode-z",
        "emailadres": "mail-x",
        "gebruikersnaam": "naam-x",
        "fotourl": "foto-x",
        "voornamen": "voor-x",
        "voorletters-1": "voor-y",
    }
    elements = "".join(f"<{name}>{value}</{name}>" for name, value in sensitive.items())
    found, remarks = rows(document(named(elements)))
    assert remarks == []
    assert not any(value in str(found) for value in sensitive.values())
