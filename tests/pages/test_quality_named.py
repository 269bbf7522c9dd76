"""Each odd thing by its name is found, leads to its pupil, and says what to do at the source."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from ibdash.settings import Settings
from ibdash.store import open_store
from ibdash.ui import places
from tests.pages.test_frame import html, run
from tests.quality_school import YEAR, pupils, results

# Check: (who, a part of what it says, a part of what to do); who is None where it is of a test.
NAMED = {
    "result_before_birth": ("Bram Jansen", "de geboortedatum is 1 dec 2015", "Verbeter de afname"),
    "pupil_days_reversed": ("Cas Smit", "De inschrijving ligt voor de geboorte", "Verbeter de dat"),
    "result_before_entry": ("Dirk Vos", "de leerling kwam op 1 dec 2025", "verbeter de afname"),
    "level_against_percentile": ("Eva Mulder", "maar er staat percentiel 70", "Zoek de toets op"),
    "same_moment_twice": ("Fem Bos", "staat er 2 keer, met dezelfde score", "haal dan in"),
    "same_pupil_twice": ("Gijs Bakker", "ook geboren op 9 mrt 2015", "geef dan in beide"),
    "same_result_two_names": ("Hugo Dekker", "staat er als Cito RW en als Cito", "dezelfde naam"),
    "pupil_without_group": ("Ivo Kuiper", "Nog in geen enkel schooljaar", "Zet de leerling in de"),
    "line_unknown": (None, "‘kleuterplein’", "andere schrijfwijze"),
    "outside_window": ("Jip Peters", "in de toetsperiode van begin (B)", "Verbeter in het"),
}


@pytest.fixture
def page(app: Callable[[], AppTest], settings: Settings) -> AppTest:
    """The page with every check unfolded, on a school with one fault of each kind."""
    store = open_store(settings)
    born = {"1": "Bram;Jansen;2015-12-01", "5": "Eva;Mulder;2015-05-05", "6": "Fem;Bos;2015-06-06"}
    born |= {"7": "Gijs;Bakker;2015-03-09", "8": "Gijs;Bakker;2015-03-09"}
    born |= {"9": "Hugo;Dekker;2015-09-09", "11": "Jip;Peters;2015-11-11"}
    rows = [f"{key};{who};{YEAR};6a;6" for key, who in born.items()]
    rows.append(f"3;Cas;Smit;2015-02-02;{YEAR};6a;6;2014-08-01")
    rows.append(f"4;Dirk;Vos;2015-04-04;{YEAR};6a;6;2025-12-01")
    pupils(store, settings.data, rows)
    results(
        store,
        settings.data,
        [
            "1;rekenen;RW;Cito;2014-2015;M6;2015-01-20;50",
            f"4;rekenen;RW;Cito;{YEAR};M6;2025-11-20;50",
            f"5;rekenen;RW;Cito;{YEAR};M6;2026-01-20;50;V;I-V;70",
            f"6;rekenen;RW;Cito;{YEAR};M6;2026-01-20;50",
            f"6;rekenen;RW;Cito;{YEAR};M6;2026-01-27;50",
            f"9;rekenen;RW;Cito;{YEAR};M6;2026-01-20;77",
            f"9;rekenen;Rekenen-Wiskunde;Cito;{YEAR};M6;2026-01-20;77",
            f"5;kleuterplein;KP;Cito;{YEAR};M6;2026-01-20;50",
            f"11;rekenen;RW;Cito;{YEAR};M6;2025-09-20;50",
        ],
    )
    with store.change("proef", "edit") as change:
        # A list of pupils places everybody; somebody of whom only the name came is placed nowhere.
        change.cursor.execute(
            "insert into pupil select * replace (pupil_id + 1000 as pupil_id,"
            " 'Ivo' as call_name, 'Kuiper' as family_name, 'Ivo Kuiper' as display_name,"
            " 'ivo kuiper' as match_name, 'eenanderesleutel' as public_key) from pupil"
            " where call_name = 'Bram' and closed_by is null"
        )
        change.touch("facts")
    store.close()
    visited = run(app())
    for name in NAMED:
        visited.session_state[f"quality_{name}"] = True
    return run(visited.switch_page(places.QUALITY))


def test_each_is_found_leads_to_its_pupil_and_says_what_to_do(page: AppTest) -> None:
    drawn = html(page).replace("\u00a0", " ")
    notes = drawn + " ".join(one.value for one in (*page.caption, *page.markdown))
    for name, (who, said, remedy) in NAMED.items():
        assert said in drawn, name
        assert remedy.lower() in notes.lower(), name
        linked = [one for one in page.button if one.key == f"quality_{name}_pupil_0"]
        assert [one.label for one in linked] == ([who] if who else []), name


def test_the_link_is_to_the_pupil(page: AppTest) -> None:
    opened = run(page.button(key="quality_outside_window_pupil_0").click())
    assert ">Jip Peters</h1>" in html(opened)
