"""The pages that are measured, and one visit to each under AppTest, without a browser.

An address is that of a copied link; `state` is what a widget of the page keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibdash.errors import IbdashError

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
WEEK = "pages/week/week.py"
GROUP = "pages/group/overview.py"
LEARNING_LINES = "pages/group/learning_lines.py"
PUPIL = "pages/pupil/pupil.py"
IMPORT = "pages/data/import.py"
SECONDS_AT_MOST = 60

# What the pages are set beside: as little as Streamlit can show and still be a page.
EMPTY_PAGE = """import streamlit as st

year = st.selectbox("Schooljaar", ["2025-2026", "2024-2025", "2023-2024"])
group = st.selectbox("Groep", ["3A", "4A", "5A", "6A", "7A", "8A"])
st.write(f"Groep {group} in {year}")
"""

# The same page with as many charts as Leerlijnen has, each of four points and nothing else: what
# Plotly takes under Streamlit (which draws every new chart twice), whoever makes the page.
CHARTS_PAGE = (
    EMPTY_PAGE.replace("st.write(", "st.html(").replace('f"Groep', 'f"<h1>Groep')[:-3]
    + """</h1>")
left, right = st.columns([2, 1])
for number in range(4):
    points = {"type": "scatter", "x": [1, 2, 3, 4], "y": [int(group[0]), number, 5, 6]}
    (left, right)[number % 2].plotly_chart(
        {"data": [points], "layout": {"height": 300}}, theme=None, key=str(number)
    )
"""
)


@dataclass(frozen=True)
class Visit:
    """A page in one state.  shows: a kind of element without which it was not drawn."""

    name: str
    page: str
    shows: str
    address: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)


def visits(school: str, pupil: str) -> tuple[Visit, ...]:
    """Every page in its main states, for a school and one of its pupils (public keys)."""

    def lines(name: str, over: str, **state: str) -> Visit:
        address = {"school": school, "over": over, "jaargroep": "6"}
        if over == "leerling":
            address["leerling"] = pupil
        return Visit(f"Leerlijnen, {name}", LEARNING_LINES, "plotly_chart", address, state)

    here = {"school": school}
    return (
        Visit("Deze week", WEEK, "column", here),
        Visit("Groep", GROUP, "dataframe", here),
        Visit("Groep, verdeling", GROUP, "plotly_chart", here, {"group_view": "spread"}),
        lines("groep", "groep"),
        lines("leerling", "leerling"),
        lines("jaargroep", "jaargroep"),
        lines("school", "school"),
        lines("dwarsdoorsnede", "jaargroep", learning_lines_reading="cross"),
        Visit("Leerling", PUPIL, "plotly_chart", {**here, "leerling": pupil}),
        Visit("Importeren", IMPORT, "file_uploader", here),
    )


def app() -> "AppTest":
    """The app after its first run, on its start page."""
    from streamlit.testing.v1 import AppTest

    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS_AT_MOST).run()


def opened(visit: Visit) -> "AppTest":
    """A fresh visitor on the page of a visit; raises IbdashError when it is not drawn."""
    running = app()
    for key, value in visit.state.items():
        running.session_state[key] = value
    running.query_params.update(visit.address)
    running.switch_page(visit.page).run()
    check_drawn(running, visit.name, visit.shows)
    return running


def check_drawn(running: "AppTest", name: str, shows: str) -> None:
    """Raises IbdashError when an element of this kind is missing: a fault is quickly drawn."""
    if running.exception or not running.get(shows):
        raise IbdashError(
            "De meting is gestopt",
            f"De pagina '{name}' is niet getekend zoals het hoort",
            "Open dezelfde pagina in de browser en kijk wat er staat",
        )
