"""One page of paper about a pupil, and the passport for whoever teaches the pupil tomorrow.

Plain HTML, black on white: levels are written, nothing is said by a colour alone (look.md 11.5).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from ibdash.views import dutch, pupil_care
from ibdash.views.pupil_signals import Card
from ibdash.views.pupil_timeline import Event, short

KEY = "pupil_print"
_MOST_SIGNALS, _MOST_EVENTS = 5, 10

STYLE = f"""
<style>
.st-key-{KEY} table{{border-collapse:collapse;font-size:13px;line-height:1.3;width:100%}}
.st-key-{KEY} th,.st-key-{KEY} td{{border:1px solid #8A9299;padding:3px 6px;text-align:left}}
.st-key-{KEY} th{{font-weight:600}}
.st-key-{KEY} h2{{font-size:15px;font-weight:600;margin:12px 0 4px;padding:0}}
.st-key-{KEY} p,.st-key-{KEY} li{{font-size:13px;line-height:1.35;margin:2px 0}}
.st-key-{KEY} .foot{{font-size:12px;margin-top:12px}}
@media print{{
@page{{size:A4 portrait;margin:12mm}}
body:has(.st-key-{KEY}) [data-testid="stSidebar"],
body:has(.st-key-{KEY}) [data-testid="stHeader"],
body:has(.st-key-{KEY}) .st-key-page_filters,
body:has(.st-key-{KEY}) .st-key-{KEY}_back,
body:has(.st-key-{KEY}) .st-key-known_on_band{{display:none!important}}
body:has(.st-key-{KEY}) *{{color:#000!important;background:#fff!important}}
.st-key-{KEY} table{{font-size:9pt}}
.st-key-{KEY} p,.st-key-{KEY} li{{font-size:9.5pt}}
.st-key-{KEY} .foot{{font-size:8pt}}
.st-key-{KEY} tr,.st-key-{KEY} li{{break-inside:avoid}}
}}
</style>
"""


def page(
    summary: str,
    table: Sequence[Mapping[str, str]],
    plans: Sequence[Mapping[str, str]],
    cards: Sequence[Card],
    events: Sequence[Event],
    career: str,
    foot: str,
) -> str:
    """The story on one page; texts that a person typed are left to the screen.

    summary: with its finding in bold.  table, plans: rows as the screen shows them.  events: newest
    first.
    """
    signals = [
        f"<li><strong>{escape(card.name)}</strong> ({escape(card.severity)}): "
        f"{escape(card.sentence)}{_decided(card)}</li>"
        for card in cards[:_MOST_SIGNALS]
    ]
    lines = [
        f"<li>{dutch.day(one.day)}: <strong>{escape(one.title)}</strong>{_rest(one)}</li>"
        for one in events[:_MOST_EVENTS]
    ]
    parts = [
        f"<p>{_marked(summary)}</p>",
        _section("Leerlijnen", _table(table)),
        _section("Plannen en ondersteuning", _table(plans)),
        _section("Signalen", f"<ul>{''.join(signals)}</ul>" if signals else ""),
        _section("Verloop", f"<ul>{''.join(lines)}</ul>" if lines else ""),
        _section("Schoolloopbaan", f"<p>{escape(career)}</p>"),
    ]
    return f'{STYLE}{"".join(parts)}<p class="foot">{escape(foot)}</p>'


def passport(
    care: Sequence[Mapping[str, Any]],
    agreements: Sequence[tuple[str, str]],
    today: date,
    foot: str,
) -> str:
    """What helps, what hinders and what was agreed, without scores.

    care: rows of `pupil/care`; only plans that run say what holds now.  agreements: (what, who).
    """
    now = pupil_care.running(care, today)
    parts = [
        _section("Wat helpt", _list(row["helping_factors"] for row in now)),
        _section(
            "Wat lastig is: vermijd of vang op", _list(row["hindering_factors"] for row in now)
        ),
        _section("Zo werken we er nu aan", _list(row["approach"] for row in now)),
        _section(
            "Lopende afspraken",
            _list(f"{what} ({who})" if who else what for what, who in agreements),
        ),
    ]
    said = "".join(parts)
    if not said:
        said = (
            "<p>Er is nog niets om over te dragen. Wat helpt en wat lastig is, komt uit een lopend"
            " plan of OPP en uit afspraken die nog staan.</p>"
        )
    return f'{STYLE}{said}<p class="foot">{escape(foot)}</p>'


def foot(today: date, known_on: date | None) -> str:
    """The last line on paper."""
    known = f"Zoals bekend op {dutch.day(known_on)}. " if known_on else ""
    return (
        f"{known}Afgedrukt op {dutch.day(today)}. Vertrouwelijk. "
        "Cijfers helpen u kijken. Het oordeel is aan u."
    )


def _list(texts: Any) -> str:
    found = [f"<li>{escape(text)}</li>" for text in texts if text]
    return f"<ul>{''.join(dict.fromkeys(found))}</ul>" if found else ""


def _section(head: str, body: str) -> str:
    return f"<h2>{escape(head)}</h2>{body}" if body else ""


def _decided(card: Card) -> str:
    return f" <em>{escape(card.decided)}</em>" if card.decided else ""


def _rest(one: Event) -> str:
    return f" · {escape(short(one.text))}" if one.text and not one.is_own_text else ""


def _table(rows: Sequence[Mapping[str, str]]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_marked(text)}</td>" for text in row.values()) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _marked(text: str) -> str:
    parts = escape(text).split("**")
    return "".join(
        f"<strong>{part}</strong>" if number % 2 else part for number, part in enumerate(parts)
    )
