"""The level as a small coloured label in HTML (look.md 5): colour and text, never colour alone."""

from html import escape

from ibdash.views import dutch, palette

_FORM = (
    "display:inline-block;min-width:34px;padding:4px 6px;border-radius:4px;box-sizing:border-box;"
    "text-align:center;font-weight:600;line-height:1;"
)


def badge(level: str | None, scale: str | None, dark: bool | None = None) -> str:
    """The badge of a level as HTML.

    dark: False for paper; True or False in a popover or dialog, which stand outside the page's
    colour scheme; None follows the theme of the page by itself.
    Without a level, a dash in a dashed frame ("niet van toepassing").  A level of a scale that
    has no colours is written in a plain frame.
    """
    if not level:
        edge = _either(palette.LIGHT.axis, palette.DARK.axis, dark)
        return _span(
            dutch.DASH, f"border:1px dashed {edge};color:{_ink_2(dark)};", "niet van toepassing"
        )
    light, night = (palette.fill(level, scale or "", on_dark) for on_dark in (False, True))
    text = dutch.level(level)
    if light is None or night is None:
        edge = _either(palette.LIGHT.line, palette.DARK.line, dark)
        return _span(text, f"border:1px solid {edge};color:{_ink_2(dark)};")
    edge = _either(light.edge or light.fill, night.edge or night.fill, dark)
    return _span(
        text,
        f"background:{_either(light.fill, night.fill, dark)};"
        f"color:{_either(light.text, night.text, dark)};border:1px solid {edge};",
    )


def missing(dark: bool | None = None) -> str:
    """ "mist" in grey: a result was expected and is not there."""
    return f'<span style="color:{_ink_2(dark)}">mist</span>'


def _span(text: str, style: str, label: str = "") -> str:
    title = f' title="{escape(label)}"' if label else ""
    return f'<span style="{_FORM}{style}"{title}>{escape(text)}</span>'


def _ink_2(dark: bool | None) -> str:
    return _either(palette.LIGHT.ink_2, palette.DARK.ink_2, dark)


def _either(light: str, dark: str, is_dark: bool | None) -> str:
    if is_dark is None:
        return light if light == dark else f"light-dark({light},{dark})"
    return dark if is_dark else light
