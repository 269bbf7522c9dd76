"""The colours of look.md 2, recomputed: told apart by five kinds of sight, readable, one source."""

import itertools
import math
import tomllib
from pathlib import Path

import pytest

from ibdash.views import palette

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
SCALES = {"I-V": ("I+", "I", "II", "III", "IV", "V", "V-"), "A-E": ("A", "B", "C", "D", "E")}
CASES = [(scale, dark) for dark in (False, True) for scale in SCALES]
RGB = tuple[float, float, float]

# Machado, Oliveira, Fernandes 2009, severity 1.0; they work on linear RGB.
SIGHT: dict[str, tuple[RGB, RGB, RGB]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# look.md 2.1: normal, protanopia, deuteranopia, tritanopia, black and white, step in L*.
TABLE = {
    ("I-V", False): (12.8, 12.1, 14.2, 10.5, 5.5, 7.7),
    ("A-E", False): (12.2, 11.9, 13.2, 12.2, 6.3, 10.1),
    ("I-V", True): (12.2, 12.0, 11.5, 12.4, 5.6, 6.6),
    ("A-E", True): (14.2, 14.9, 13.1, 14.7, 5.7, 7.3),
}


def linear(colour: str) -> RGB:
    """Linear RGB of "#RRGGBB" (IEC 61966-2-1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return r, g, b


def luminance(rgb: RGB) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: RGB) -> RGB:
    """CIE L*a*b* of linear RGB under D65."""
    r, g, b = (min(max(part, 0.0), 1.0) for part in rgb)
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: str) -> RGB:
    """L*a*b* of a colour as somebody with this sight sees it."""
    rgb = linear(colour)
    if sight == "black and white":
        grey = luminance(rgb)
        return lab((grey, grey, grey))
    r, g, b = (sum(m * c for m, c in zip(row, rgb, strict=True)) for row in SIGHT[sight])
    return lab((r, g, b))


def ciede2000(one: RGB, other: RGB) -> float:
    """Colour difference of Sharma, Wu and Dalal 2005, with their names for the terms."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c_bar7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - math.sqrt(c_bar7 / (c_bar7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    l_bar, c_bar = (l1 + l2) / 2, (c1 + c2) / 2
    h_bar = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(h_bar - 30))
        + 0.24 * math.cos(math.radians(2 * h_bar))
        + 0.32 * math.cos(math.radians(3 * h_bar + 6))
        - 0.20 * math.cos(math.radians(4 * h_bar - 63))
    )
    s_l = 1 + 0.015 * (l_bar - 50) ** 2 / math.sqrt(20 + (l_bar - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_bar, 1 + 0.015 * c_bar * t
    around = math.radians(60 * math.exp(-(((h_bar - 275) / 25) ** 2)))
    r_t = -2 * math.sqrt(c_bar**7 / (c_bar**7 + 25**7)) * math.sin(around)
    d_l, d_c, d_h = (l2 - l1) / s_l, (c2 - c1) / s_c, d_h / s_h
    return math.sqrt(d_l**2 + d_c**2 + d_h**2 + r_t * d_c * d_h)


def fills(scale: str, dark: bool) -> list[str]:
    found = [palette.fill(level, scale, dark) for level in SCALES[scale]]
    return [colour.fill for colour in found if colour]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_our_ciede2000_gives_the_published_pairs(one: RGB, other: RGB, expected: float) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("scale", "dark"), CASES)
def test_levels_can_be_told_apart_as_the_table_of_look_md_says(scale: str, dark: bool) -> None:
    colours = fills(scale, dark)
    smallest = [
        min(
            ciede2000(seen(a, sight), seen(b, sight)) for a, b in itertools.combinations(colours, 2)
        )
        for sight in (*SIGHT, "black and white")
    ]
    steps = sorted(seen(colour, "normal")[0] for colour in colours)
    smallest.append(min(b - a for a, b in itertools.pairwise(steps)))
    assert smallest == pytest.approx(TABLE[scale, dark], abs=0.11)
    assert min(smallest[:4]) >= 10
    assert smallest[4] >= 5


@pytest.mark.parametrize(("scale", "dark"), CASES)
def test_every_level_is_readable_on_its_own_fill(scale: str, dark: bool) -> None:
    for level in SCALES[scale]:
        colour = palette.fill(level, scale, dark)
        assert colour is not None
        assert contrast(colour.fill, colour.text) >= 4.5, level


def test_the_lowest_levels_carry_most_ink() -> None:
    light = {level: palette.fill(level, "I-V", False) for level in SCALES["I-V"]}
    ink = sorted(light, key=lambda level: luminance(linear(light[level].fill)))  # type: ignore[union-attr]
    assert ink == ["V-", "V", "I+", "I", "IV", "II", "III"]
    dark = {level: palette.fill(level, "I-V", True) for level in SCALES["I-V"]}
    brightest = sorted(dark, key=lambda level: -luminance(linear(dark[level].fill)))  # type: ignore[union-attr]
    assert brightest[:2] == ["V-", "V"]


def test_only_e_and_v_minus_share_a_colour_and_only_the_middle_has_an_edge() -> None:
    assert palette.fill("E", "A-E", False) == palette.fill("V-", "I-V", False)
    assert set(fills("I-V", False)) & set(fills("A-E", False)) == {"#79341F"}
    edged = [
        level
        for scale, levels in SCALES.items()
        for level in levels
        if (colour := palette.fill(level, scale, False)) and colour.edge
    ]
    assert edged == ["III", "C"]


def test_other_scales_and_unknown_levels_have_no_colour() -> None:
    assert palette.fill("1F", "referentieniveau", False) is None
    assert palette.fill("VI", "I-V", True) is None


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_marks_are_readable_on_the_page(dark: bool) -> None:
    colours = palette.tokens(dark)
    for text in (colours.ink, colours.ink_2, colours.petrol, colours.violet, colours.berry):
        assert contrast(text, colours.page) >= 4.5
        assert contrast(text, colours.sidebar) >= 4.5
    for colour, soft in (
        (colours.petrol, colours.petrol_soft),
        (colours.violet, colours.violet_soft),
        (colours.berry, colours.berry_soft),
    ):
        assert contrast(colour, soft) >= 4.5
    for colour in colours.categorical:
        assert contrast(colour, colours.page) >= 2.99


@pytest.mark.parametrize(("dark", "least"), [(False, 10.4), (True, 7.4)])
def test_the_categorical_set_can_be_told_apart(dark: bool, least: float) -> None:
    pairs = itertools.combinations(palette.tokens(dark).categorical, 2)
    distances = [ciede2000(seen(a, s), seen(b, s)) for a, b in pairs for s in SIGHT]
    assert min(distances) == pytest.approx(least, abs=0.11)
    assert len(palette.MARKERS) == len(palette.DASHES) == len(palette.tokens(dark).categorical)


@pytest.mark.parametrize(("name", "dark"), [("light", False), ("dark", True)])
def test_the_theme_repeats_the_palette(name: str, dark: bool) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][name]
    colours = palette.tokens(dark)
    assert theme["primaryColor"] == theme["linkColor"] == colours.petrol
    assert theme["backgroundColor"] == colours.page
    assert theme["secondaryBackgroundColor"] == colours.panel
    assert theme["sidebar"]["backgroundColor"] == colours.sidebar
    assert theme["textColor"] == colours.ink
    assert theme["borderColor"] == colours.line
    assert theme["dataframeHeaderTextColor"] == theme["grayTextColor"] == colours.ink_2
    assert (theme["redTextColor"], theme["redBackgroundColor"]) == (
        colours.berry,
        colours.berry_soft,
    )
    assert (theme["violetTextColor"], theme["violetBackgroundColor"]) == (
        colours.violet,
        colours.violet_soft,
    )
    assert (theme["greenTextColor"], theme["greenBackgroundColor"]) == (
        colours.petrol,
        colours.petrol_soft,
    )
    assert tuple(theme["chartCategoricalColors"]) == colours.categorical
    assert tuple(theme["chartSequentialColors"]) == colours.sequential
    assert tuple(theme["chartDivergingColors"]) == colours.diverging


def test_the_theme_and_the_server_keep_to_this_computer() -> None:
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableAgentApi"] is False
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["showErrorLinks"] is False
    assert "http" not in config["theme"]["font"]
    assert "fontFaces" not in config["theme"]
