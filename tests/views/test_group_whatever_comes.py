"""Whatever a file brought or left out, every view of the page Groep can be made."""

from datetime import date
from typing import Any

import pytest

from ibdash.views import (
    group_matrix,
    group_missing,
    group_notes,
    group_order,
    group_origin,
    group_print,
    group_sentences,
    group_table,
    instruction_groups,
    level_spread,
    level_spread_bars,
)
from ibdash.views.group_overview import Overview
from tests.views.made_group import cell, group, pupil
from tests.views.test_level_spread import earlier

SIX = [pupil(n) for n in range(6)]
CUTS = instruction_groups.cuts_of("IV V V- D E", "I I+ A")


def _of(**values: Any) -> Overview:
    return group(SIX, [cell(n, "rekenen", **values) for n in range(6)])


CASES = {
    "a level of a scale that nobody knows": (
        _of(level="hoog", level_scale="IEP"),
        "Wat bij deze niveauschaal **laag** is, is niet bekend.",
    ),
    "scores without levels": (
        _of(ability_score=100.0, line_scale=None),
        "Bij de resultaten van M6 zijn **geen niveaus** geleverd.",
    ),
    "results without a moment": (
        _of(ability_score=100.0, line_scale=None, line_moment=None, moment=None),
        "Bij de resultaten van 2025-26 zijn **geen niveaus** geleverd.",
    ),
    "only AVI": (
        group(SIX, [cell(n, "tekstlezen", avi="M5", line_scale=None) for n in range(6)]),
        "Bij de resultaten van M6 zijn **geen niveaus** geleverd.",
    ),
    "nothing but gaps": (_of(state="missing"), "Er ontbreken **6 resultaten** van M6."),
    "nobody knows from where": (
        _of(level="II", file_name=None, source_row=None),
        "Bij **geen enkele leerlijn** zitten leerlingen op IV of lager.",
    ),
    "pupils without names": (
        group(
            [pupil(n, call_name=None, family_name=None, display_name="") for n in range(2)],
            [cell(n, "rekenen", level="IV") for n in range(2)],
        ),
        "**2 leerlingen**: te weinig om iets over de groep te zeggen.",
    ),
    "a pupil without a year group": (
        group([pupil(0, year_group=None, support_level="basis")], []),
        "Er zijn nog **geen resultaten** van deze leerling.",
    ),
    "reference and functioning levels": (
        group(
            SIX[:2],
            [cell(0, "rekenen", reference_level="1F"), cell(1, "rekenen", functioning_level="<M3")],
        ),
        "**2 leerlingen**: te weinig om iets over de groep te zeggen.",
    ),
}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_every_view_can_be_made(case: str, dark: bool) -> None:
    of, sentence = CASES[case]
    assert group_sentences.summary(of).replace("\u00a0", " ") == sentence
    assert group_sentences.meta(of)
    for by in (group_order.CONCERN, group_order.NAME, *(line.code for line in of.lines)):
        _rendered(group_matrix.matrix(of, of.lines, by, "3", dark))
    _rendered(group_matrix.people_only(of, "3", dark))
    assert "<table>" in group_print.page(of, of.lines, "naam", "3", date(2026, 2, 9), [])
    table, heads = group_table.table(of)
    assert table.num_rows == of.n
    assert list(heads) == table.column_names
    found = level_spread.spreads(of, earlier())
    if found:
        level_spread_bars.figure(found, dark)
    level_spread.table(found)
    for line in of.lines:
        instruction_groups.proposal(of, line, CUTS)
    list(group_origin.origins(of))
    for words in (
        group_sentences.about_spread(of),
        group_notes.matrix(of),
        group_notes.error(of),
        group_missing.summary(of),
        level_spread.note(found),
    ):
        assert "nan" not in words.lower().split()
    group_missing.table(of)
    group_missing.not_expected(of)


def test_a_group_of_nobody_says_so_and_has_an_empty_download() -> None:
    of = group([], [])
    assert "geen leerlingen" in group_sentences.summary(of)
    assert group_table.table(of)[0].num_rows == 0
    assert not of.is_untested


def _rendered(found: group_matrix.Matrix) -> None:
    """Through pandas, as the grid does it; no cell says nan or None."""
    styler: Any = found.table
    styler._compute()
    body = styler._translate(False, False)["body"]
    shown = {str(one["display_value"]) for row in body for one in row if one["type"] == "td"}
    assert not shown & {"nan", "None", "<NA>"}
