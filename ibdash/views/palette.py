"""Every colour of ibdash (look.md 2): the only place where a hex value of a level stands.

`.streamlit/config.toml` repeats the theme's share of it; a test compares the two, and recomputes
how well the level colours can be told apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelColour:
    """How one level is drawn: fill, the text on it, and an edge where the fill is near the page."""

    fill: str
    text: str
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours but those of the levels, for a light or a dark page.

    categorical: publishers, cohorts, parallel groups; at most six, each with its own marker, dash
    and direct label.  sequential: counts, low to high.  diverging: ten steps around no difference.
    """

    page: str
    panel: str
    sidebar: str
    ink: str
    ink_2: str
    line: str
    grid: str
    axis: str
    band_outer: str
    band_inner: str
    petrol: str
    petrol_soft: str
    violet: str
    violet_soft: str
    berry: str
    berry_soft: str
    grid_action: str
    peer: str
    norm_band_opacity: float
    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]


_INK, _PAPER, _NIGHT = "#17212B", "#FFFFFF", "#12171C"
_EDGE_LIGHT, _EDGE_DARK = "#D3CBBE", "#4A5056"

_LIGHT = {
    ("I-V", "I+"): LevelColour("#3A8DD5", _INK),
    ("I-V", "I"): LevelColour("#82B4E3", _INK),
    ("I-V", "II"): LevelColour("#C8DEF1", _INK),
    ("I-V", "III"): LevelColour("#FAF5EE", _INK, _EDGE_LIGHT),
    ("I-V", "IV"): LevelColour("#E8BD83", _INK),
    ("I-V", "V"): LevelColour("#B1571E", _PAPER),
    ("I-V", "V-"): LevelColour("#79341F", _PAPER),
    ("A-E", "A"): LevelColour("#84B5E7", _INK),
    ("A-E", "B"): LevelColour("#BFD9EE", _INK),
    ("A-E", "C"): LevelColour("#FDF1DB", _INK, _EDGE_LIGHT),
    ("A-E", "D"): LevelColour("#CB863A", _INK),
    ("A-E", "E"): LevelColour("#79341F", _PAPER),
}
_DARK = {
    ("I-V", "I+"): LevelColour("#4493CE", _NIGHT),
    ("I-V", "I"): LevelColour("#4173A1", _PAPER),
    ("I-V", "II"): LevelColour("#35516E", _PAPER),
    ("I-V", "III"): LevelColour("#363C41", _PAPER, _EDGE_DARK),
    ("I-V", "IV"): LevelColour("#7E5632", _PAPER),
    ("I-V", "V"): LevelColour("#E4974E", _NIGHT),
    ("I-V", "V-"): LevelColour("#F7CE92", _NIGHT),
    ("A-E", "A"): LevelColour("#3E78A9", _PAPER),
    ("A-E", "B"): LevelColour("#385371", _PAPER),
    ("A-E", "C"): LevelColour("#4B3E2E", _PAPER, _EDGE_DARK),
    ("A-E", "D"): LevelColour("#C98442", _NIGHT),
    ("A-E", "E"): LevelColour("#F7CE92", _NIGHT),
}

_SEQUENTIAL = (
    "#EAF6F6",
    "#CDE8E8",
    "#ADD6D8",
    "#8AC3C5",
    "#68AFB2",
    "#469AA0",
    "#1C8389",
    "#046E74",
    "#01595F",
    "#00454A",
)
_DIVERGING = (
    "#79341F",
    "#B1571E",
    "#D28C49",
    "#E8BD83",
    "#F5E3CB",
    "#DDEAF5",
    "#C8DEF1",
    "#82B4E3",
    "#3A8DD5",
    "#0264A6",
)

LIGHT = Tokens(
    page="#FFFFFF",
    panel="#F4F7F9",
    sidebar="#F4F7F9",
    ink=_INK,
    ink_2="#566067",
    line="#DBE0E5",
    grid="#E7EBEF",
    axis="#C3CBD2",
    band_outer="#EDF1F4",
    band_inner="#DCE3E9",
    petrol="#005E64",
    petrol_soft="#E3F4F5",
    violet="#6C56A4",
    violet_soft="#F1EBFC",
    berry="#A11B57",
    berry_soft="#FFE8EE",
    grid_action="#A11B57",
    peer="#C3CBD2",
    norm_band_opacity=0.34,
    categorical=("#17212B", "#005F5E", "#532E62", "#D64885", "#766A2D", "#8595A0"),
    sequential=_SEQUENTIAL,
    diverging=_DIVERGING,
)
DARK = Tokens(
    page=_NIGHT,
    panel="#1C2126",
    sidebar="#0D1115",
    ink="#E8ECEF",
    ink_2="#A3ACB3",
    line="#3B4349",
    grid="#262D33",
    axis="#4A545C",
    band_outer="#1E252B",
    band_inner="#2B343B",
    petrol="#63BEC5",
    petrol_soft="#20393B",
    violet="#C1ACE9",
    violet_soft="#3E354F",
    berry="#F49DB7",
    berry_soft="#522F3A",
    grid_action="#A92F66",
    peer="#4A545C",
    norm_band_opacity=0.45,
    categorical=("#E8ECEF", "#0A9FAE", "#B6A0E3", "#B35D87", "#D6CC56", "#5A676F"),
    sequential=tuple(reversed(_SEQUENTIAL)),
    diverging=_DIVERGING,
)

# In the order of `categorical`: a series is told apart by form as well as by colour.
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


def tokens(dark: bool) -> Tokens:
    """The colours of the page that is on the screen; paper is always light."""
    return DARK if dark else LIGHT


def fill(level: str, scale: str, dark: bool) -> LevelColour | None:
    """The colour of a level ("V-", "I+", "B") on a scale ("I-V", "A-E").

    None for every other scale and for a code that is no level: those have no level colours and
    are written in grey.
    """
    return (_DARK if dark else _LIGHT).get((scale, level))
