"""Instroom: the list of pupils from elsewhere and the card of one, with what is missing."""

from html import unescape

from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places
from tests.intake.small_edexml import edexml, group, pupil
from tests.pages.import_page import Open, run, text
from tests.people import taken_in
from tests.sources.oso_files import changed, golden

PAGE = "pages/group/newcomers.py"
BO = pupil("2", "Bo", "Aker", born="2014-05-05", group="G5")
NOOR = pupil("1", "Noor", "Wal", prefix="van der", born="2014-05-06", group="G5")
BEFORE = edexml("2024-2025", group("G5", "5A", "5"), BO)
NOW = edexml("2025-2026", group("G5", "6A", "6"), BO, NOOR)


def taken(app: Open, settings: Settings, *files: tuple[str, str | bytes]) -> AppTest:
    """A visit of the page after files were taken in one after another."""
    store = open_store(settings)
    for name, content in files:
        assert taken_in(store, settings.data, name, content).state == "applied"
    store.close()
    return run(run(app()).switch_page(PAGE))


def of_year(content: bytes) -> bytes:
    """The golden dossier, made in this school year."""
    return content.replace(b"<datum>2024-02-12</datum>", b"<datum>2025-10-13</datum>", 1)


def shown(app: AppTest) -> str:
    return unescape(text(app)) + "\n".join(str(one.value) for one in app.markdown)


def test_an_empty_store_says_what_is_needed(app: Open) -> None:
    opened = run(run(app()).switch_page(PAGE))
    assert "Nog geen groepen" in text(opened)


def test_nobody_came(app: Open, settings: Settings) -> None:
    opened = taken(app, settings, ("a.xml", BEFORE))
    assert "Niemand kwam in 2024-2025 van een andere school" in text(opened)


def test_a_newcomer_without_a_dossier(app: Open, settings: Settings) -> None:
    opened = taken(app, settings, ("a.xml", BEFORE), ("b.xml", NOW))
    assert (
        "1 leerling kwam in 2025-2026 van een andere school;"
        " van 1 is geen overstapdossier overgenomen." in text(opened)
    )
    assert "Geen overstapdossier." in shown(opened)
    assert opened.radio[0].options == ["Noor van der Wal"]


def test_the_card_of_a_dossier(app: Open, settings: Settings) -> None:
    dossier = ("noor.xml", of_year(golden()))
    opened = taken(app, settings, ("a.xml", BEFORE), ("b.xml", NOW), dossier)
    said = shown(opened)
    assert (
        "De Eik leverde op 13 oktober 2025 een dossier aan met 6 schooljaren,"
        " 2 toetsresultaten, 2 plannen en 3 TLV's en arrangementen." in said
    )
    assert "Rustige plek in de klas." in [one.value for one in opened.text]
    assert "Doublure in 2021-2022" in said
    heads = [list(one.value.columns) for one in opened.table]
    assert ["Schooljaar", "Jaargroep", "Groep", "Bijzonder"] in heads
    assert ["Wat", "Uitkomst", "Datum", "Door"] in heads
    assert "Nog geen resultaat van uw eigen school." in said
    assert "2 bijlagen" in said.replace("\u00a0", " ")


def test_opted_out_is_not_called_nothing(app: Open, settings: Settings) -> None:
    content = golden("oso_2019_opt_out.xml").replace(
        b"<datum>2024-02-12</datum>", b"<datum>2025-10-13</datum>", 1
    )
    opened = taken(app, settings, ("a.xml", BEFORE), ("b.xml", NOW), ("noor.xml", content))
    assert (
        "Niet aangeleverd op verzoek van de ouders:** toetsen, handelingsplannen, ondersteuning"
        " (OPP, TLV, arrangementen, diagnoses) en verzuim. Dat betekent niet dat er niets is"
        in shown(opened)
    )


def test_hidden_names_show_initials_only(app: Open, settings: Settings) -> None:
    opened = taken(app, settings, ("a.xml", BEFORE), ("b.xml", NOW))
    opened.session_state["hide_names"] = True
    opened = run(opened.switch_page(PAGE))
    assert "Noor" not in shown(opened)
    assert opened.radio[0].options == ["NW"]


def test_the_way_to_the_learning_lines_of_the_pupil(app: Open, settings: Settings) -> None:
    dossier = ("noor.xml", of_year(changed("De Eik", "De Beuk")))
    opened = taken(app, settings, ("a.xml", BEFORE), ("b.xml", NOW), dossier)
    (button,) = [one for one in opened.button if one.label == "Leerlijnen van deze leerling"]
    there = run(button.click())
    assert "Noor van der Wal" in text(there)


def test_a_dossier_of_another_year_can_be_opened_and_lights_no_other_group(
    app: Open, settings: Settings
) -> None:
    """The list is of 2011-2012, in which Noor is not; the dossier is of February 2024."""
    old = edexml("2011-2012", group("G5", "5A", "5"), BO)
    opened = taken(app, settings, ("a.xml", old), ("noor.xml", golden()))
    said = shown(opened).replace("\u00a0", " ")
    assert "Niemand kwam in 2011-2012 van een andere school." in said
    assert "Wel is er van 1 leerling een overstapdossier uit een ander schooljaar." in said
    assert "De Eik leverde op 12 februari 2024 een dossier aan" in said
    assert opened.radio[0].options == ["Noor van der Wal"]
    (button,) = [one for one in opened.button if one.label == "Leerlijnen van deze leerling"]
    there = run(button.click())
    pills = there.get("pills")[0]
    assert pills.options == ["5A", "Zonder groep"]
    assert pills.value == "zonder"


def test_a_pupil_who_left_lights_no_group(app: Open, settings: Settings) -> None:
    """Bo was in 8A last year and is in no list of this year; Noor is the only one in 6A."""
    bo = pupil("2", "Bo", "Aker", born="2014-05-05", group="G8")
    before = edexml("2024-2025", group("G8", "8A", "8"), bo)
    now = edexml("2025-2026", group("G5", "6A", "6"), NOOR)
    taken(app, settings, ("a.xml", before), ("b.xml", now))
    opened = run(app())
    search = opened.selectbox(key="pupil_search")
    assert [label for label in search.options if "oud-leerling" in label] == [
        "Bo Aker, oud-leerling"
    ]
    with_key = run(search.select_index(search.options.index("Bo Aker, oud-leerling")))
    assert "Bo Aker" in text(with_key)
    with_key = run(with_key.switch_page(places.LEARNING_LINES))
    pills = with_key.get("pills")[0]
    assert (pills.options, pills.value) == (["6A"], None)
    back = run(pills.set_value(str(with_key.query_params["groep"])))
    assert "Bo Aker" not in "".join(str(one.value) for one in back.get("html"))
