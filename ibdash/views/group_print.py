"""The matrix as plain HTML for paper: levels written, black and white, no grid and no colour.

The grid of the screen prints blank (look.md 11.5), so this is a table of its own.
"""

from datetime import date
from html import escape

import pandas as pd

from ibdash.domain.state import State
from ibdash.views import dutch, group_notes
from ibdash.views.group_matrix import is_bold
from ibdash.views.group_order import order, order_name
from ibdash.views.group_overview import Line, Overview, words

# The frame around it does not belong on paper; everything is under the key of its container.
STYLE = """
<style>
.st-key-group_print table{border-collapse:collapse;font-size:13px;line-height:1.3;width:100%}
.st-key-group_print th,.st-key-group_print td{border:1px solid #8A9299;padding:3px 6px;
text-align:center;font-weight:400}
.st-key-group_print thead tr:first-child th:first-child,
.st-key-group_print td:first-child{text-align:left}
.st-key-group_print thead th{font-weight:600}
.st-key-group_print p{font-size:12px;margin:8px 0 0}
@media print{
@page{size:A4 landscape;margin:12mm}
body:has(.st-key-group_print) [data-testid="stSidebar"],
body:has(.st-key-group_print) [data-testid="stHeader"],
body:has(.st-key-group_print) .st-key-page_filters,
body:has(.st-key-group_print) .st-key-group_print_back,
body:has(.st-key-group_print) .st-key-known_on_band{display:none!important}
body:has(.st-key-group_print) *{color:#000!important;background:#fff!important}
.st-key-group_print table{font-size:9.5pt}
.st-key-group_print p{font-size:8pt}
.st-key-group_print tr{break-inside:avoid}
.st-key-group_print thead{display:table-header-group}
}
</style>
"""


def page(
    group: Overview,
    lines: tuple[Line, ...],
    by: str,
    bold_from: str,
    today: date,
    files: list[str],
    known_on: date | None = None,
) -> str:
    """The table with its legend and source line, in the order and with the lines of the screen.

    by: as group_order.order takes it.  bold_from: the support level that is bold from here on.
    files: where the results come from.  known_on: the earlier day as of which this is, None for
    now.  Levels below the cut are not marked: they are written, and low is nowhere a colour.
    """
    people = group.pupils.iloc[order(group, by)]
    support = people["support_level"].astype("str").fillna("")
    left = {
        "Leerling": people["shown"],
        "Jg": people["year_group"].astype("str").fillna(""),
        "Plan": people["marks"].str.join(" "),
        "ON": support.where(~is_bold(support, bold_from), "**" + support + "**"),
    }
    if people["year_group"].nunique() < 2:
        del left["Jg"]
    parts = [_cell_column(group, line, people) for line in lines]
    if group.cards is not None:
        parts.insert(0, _cards_column(group, group.cards, people))
    rows = zip(
        *left.values(), *[texts for _, columns in parts for _, texts in columns], strict=True
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{_marked(str(text))}</td>" for text in row) + "</tr>" for row in rows
    )
    table = f"<table>{_head(list(left), parts)}<tbody>{body}</tbody></table>"
    return f"{STYLE}{table}{_foot(group, order_name(group, by), today, files, known_on)}"


def _head(left: list[str], parts: list[tuple[str, list[tuple[str, list[str]]]]]) -> str:
    top = "".join(
        f'<th scope="colgroup" colspan="{len(columns)}">{escape(head)}</th>'
        for head, columns in parts
    )
    below = "".join(
        f'<th scope="col">{escape(name)}</th>' for _, columns in parts for name, _ in columns
    )
    first = "".join(f'<th scope="col" rowspan="2">{head}</th>' for head in left)
    return f"<thead><tr>{first}{top}</tr><tr>{below}</tr></thead>"


def _foot(
    group: Overview, in_order: str, today: date, files: list[str], known_on: date | None
) -> str:
    known = f"Zoals bekend op {dutch.day(known_on)}. " if known_on else ""
    source = f"Bron: {dutch.listing(files)}. " if files else ""
    return (
        f"<p>{escape(group_notes.paper(group))}</p>"
        f"<p>Volgorde: {escape(in_order)}. {escape(source)}{known}Afgedrukt op {dutch.day(today)}. "
        "Vertrouwelijk. "
        "Cijfers helpen u kijken. Het oordeel is aan u.</p>"
    )


def _cell_column(
    group: Overview, line: Line, people: pd.DataFrame
) -> tuple[str, list[tuple[str, list[str]]]]:
    cells = group.of_line(line.code).set_index("pupil_id")
    cells = cells[["text", "step", "change"]].reindex(people["pupil_id"])
    step = words(cells["step"], dutch.signed).fillna("")
    step = step.where(cells["change"] != State.WITHIN_ERROR, "(" + step + ")")
    step = step.where(cells["change"] != State.DECLINE, "**" + step + "**")
    return line.head, [("niv.", cells["text"].fillna("").tolist()), ("stap", step.tolist())]


def _cards_column(
    group: Overview, line: Line, people: pd.DataFrame
) -> tuple[str, list[tuple[str, list[str]]]]:
    cells = group.of_line(line.code).set_index("pupil_id")[["text", "avi"]]
    cells = cells.reindex(people["pupil_id"])
    known = cells["avi"].astype("str").str.removeprefix("AVI-").fillna(cells["text"]).fillna("")
    return line.head_of("AVI"), [("kaart", known.tolist())]


def _marked(text: str) -> str:
    if text.startswith("**"):
        return f"<strong>{escape(text.strip('*'))}</strong>"
    return escape(text)
