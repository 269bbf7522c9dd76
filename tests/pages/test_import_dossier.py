"""Importeren: an overstapdossier says whose it is, what is in it, and what was not delivered."""

from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.pages.import_page import Open, click, run, text, upload, visit, with_pupils
from tests.sources.oso_files import changed, golden


def table(app: AppTest, head: str) -> pd.DataFrame:
    """The one table on the page that has a column of this name."""
    tables: list[pd.DataFrame] = [one.value for one in app.table]
    (found,) = [one for one in tables if head in one]
    return found


def parts(app: AppTest) -> dict[str, str]:
    found = table(app, "Aangeleverd")
    return dict(zip(found["Onderdeel"], found["Aangeleverd"], strict=True))


def new(app: AppTest) -> dict[str, int]:
    found = table(app, "nieuw")
    return {kind: int(count) for kind, count in zip(found["Soort"], found["nieuw"], strict=True)}


def test_a_preview_and_the_report_after_it(app: Open) -> None:
    opened = upload(with_pupils(app), ("noor.xml", golden()))
    said = (
        "Overstapdossier van Noor van der Wal, gemaakt door De Eik (11AA) op 12 feb 2024. Deze"
        " leerling is nieuw bij school 99ZZ en staat in ibdash nog in geen groep: die komt mee met"
        " een volgend leerlingbestand (EDEXML of een tabel met leerlingen)."
    )
    assert said in text(opened)
    assert parts(opened)["Toetsen"] == "in het dossier"
    assert new(opened) == {
        "Overstapdossiers": 1,
        "Resultaten": 2,
        "Plannen": 2,
        "Jaren van de schoolloopbaan": 6,
        "Capaciteitsscores": 2,
        "Toelaatbaarheidsverklaringen": 1,
        "Arrangementen": 2,
        "Diagnoses": 1,
        "Verzuimtotalen": 1,
        "Adviezen en wensen": 1,
        "Leerlingen": 1,
        "Toetsen": 2,
    }
    assert "Bijlage afgebroken of beschadigd" in text(opened)
    taken = click(opened, button(opened, "1 dossier overnemen"))
    assert "Overgenomen. Nieuw: 1 overstapdossier" in text(taken)
    assert said in text(taken)


def button(app: AppTest, label: str) -> str:
    (found,) = [str(one.key) for one in app.button if one.label.replace("\u00a0", " ") == label]
    return found


def test_what_was_not_delivered_is_said_as_such(app: Open) -> None:
    opened = upload(with_pupils(app), ("noor.xml", golden("oso_2019_opt_out.xml")))
    assert parts(opened)["Verzuim"] == (
        "niet aangeleverd: de ouders kozen daarvoor. Dat betekent niet dat er niets is"
    )


def test_hidden_names_are_hidden_here_too(app: Open) -> None:
    opened: Any = with_pupils(app)
    opened = run(opened.toggle(key="hide_names_switch").set_value(True))
    opened = upload(opened, ("noor.xml", golden()))
    assert "Overstapdossier van NW, gemaakt door" in text(opened)
    assert "Noor" not in text(opened).replace("noor.xml", "")


def test_another_version_is_refused_by_its_name(app: Open) -> None:
    opened = upload(visit(app), ("nieuw.xml", golden("oso_2021.xml")))
    assert "is een OSO-dossier van versie 2021" in text(opened)


def test_without_a_school_it_waits_for_the_pupils(app: Open) -> None:
    opened = upload(visit(app), ("noor.xml", golden()))
    assert "Uw eigen school is nog niet bekend" in text(opened)


def test_a_second_dossier_says_what_changes_old_and_new(app: Open) -> None:
    first = upload(with_pupils(app), ("noor.xml", golden()))
    taken = click(first, button(first, "1 dossier overnemen"))
    better = changed("<dagdelenongeoorloofd>1", "<dagdelenongeoorloofd>3")
    shown = upload(taken, ("noor2.xml", better))
    assert "Gewijzigd: 1 verzuimtotaal" in text(shown)
    assert "dagdelen ongeoorloofd <s>1</s> → <strong>3" in text(shown)
