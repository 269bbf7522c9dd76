"""What leaves the page Groep as a table: who misses what, the download, paper, and the origin."""

import re
from datetime import date

from ibdash.ui.spreadsheet import csv_file
from ibdash.views import (
    dutch,
    group_missing,
    group_notes,
    group_origin,
    group_print,
    group_table,
)
from ibdash.views.group_order import CONCERN, NAME
from ibdash.views.group_overview import Overview
from tests.views.made_group import cell, group, pupil


def one_of_each(hidden: bool = False) -> Overview:
    cells = [
        cell(
            0, "rekenen", level="V-", ability_score=90.0, previous_score=100.0,
            measurement_error=4.0, previous_error=4.0, percentile=8.0,
        ),
        cell(0, "spelling", level="B", level_scale="A-E"),
        cell(1, "rekenen", state="missing", reason="ziek"),
        cell(1, "spelling", state="missing", reason="ziek", level_scale="A-E"),
        cell(2, "rekenen", state="missing"),
        cell(2, "spelling", state="not_applicable", reason="eigen_leerlijn", level_scale="A-E"),
        cell(3, "rekenen", state="elsewhere"),
        cell(3, "spelling", state="elsewhere", level_scale="A-E"),
    ]  # fmt: skip
    people = [pupil(0, plan_kinds=["individual"], support_level="3"), *map(pupil, (1, 2, 3))]
    return group(people, cells, hidden=hidden)


def test_who_misses_what_and_why() -> None:
    rows = group_missing.table(one_of_each()).to_numpy().tolist()
    assert rows == [
        ["Kind 01 Proef", "rekenen en spelling", "M6", "ziek"],
        ["Kind 02 Proef", "rekenen", "M6", "geen reden ingevuld"],
    ]
    summary = group_missing.summary(one_of_each()).replace(dutch.NO_BREAK, " ")
    assert summary == "Er ontbreken 3 resultaten bij 2 leerlingen; bij 1 is geen reden ingevuld"


def test_what_was_not_expected_is_no_gap() -> None:
    rows = group_missing.not_expected(one_of_each()).to_numpy().tolist()
    assert rows == [
        ["Kind 02 Proef", "spelling", "M6", "eigen leerlijn"],
        ["Kind 03 Proef", "rekenen en spelling", "M6", "andere school"],
    ]


def test_nothing_missing_is_said() -> None:
    of = group([pupil(0)], [cell(0, "rekenen", level="II")])
    assert group_missing.summary(of) == "Er ontbreekt geen enkel resultaat"
    assert group_missing.table(of).empty


def test_the_download_has_dutch_heads_ascii_levels_and_empty_gaps() -> None:
    lines = csv_file(*group_table.table(one_of_each())).decode("utf-8-sig").split("\r\n")
    assert lines[0] == (
        "Leerling;Jaargroep;Geboortedatum;Plan;Ondersteuningsniveau;"
        "Rekenen moment;Rekenen niveau;Rekenen niveauschaal;Rekenen vaardigheidsscore;Rekenen stap;"
        "Rekenen stap is;Rekenen percentiel;Rekenen geen resultaat;"
        "Spelling moment;Spelling niveau;Spelling niveauschaal;Spelling geen resultaat"
    )
    assert lines[1] == ("Kind 00 Proef;6;05-05-2015;HP;3;M6;V-;I-V;90;-10;daling;8;;M6;B;A-E;")
    assert lines[2] == "Kind 01 Proef;6;05-05-2015;;;;;;;;;;ziek;;;;ziek"
    assert lines[4].count("andere school") == 2


def test_the_download_hides_names_when_they_are_hidden() -> None:
    text = csv_file(*group_table.table(one_of_each(hidden=True))).decode()
    assert "Proef" not in text
    assert "K0;6;" in text


def test_paper_writes_every_level_and_marks_a_fall_in_bold() -> None:
    of = one_of_each()
    html = group_print.page(of, of.lines, NAME, "3", date(2026, 2, 9), ["resultaten.csv"])
    assert html.count("<tr>") == 2 + 4, "two rows of heads, a row per pupil"
    assert "<td>V−</td><td><strong>−10</strong></td><td>B</td>" in html
    assert html.count("<td>mist</td>") == 3
    assert html.count("<td>andere school</td>") == 2
    assert "background-color" not in html.replace("background:#fff!important", "")
    assert "Volgorde: naam. Bron: resultaten.csv. Afgedrukt op 9" in html
    assert 'scope="col"' in html


def test_paper_follows_the_order_the_lines_and_the_bold_of_the_screen() -> None:
    of = group(
        [pupil(0), pupil(1, support_level="4"), pupil(2, support_level="2", year_group="7")],
        [
            *(cell(n, "rekenen", level=level) for n, level in enumerate(("II", "V-", "I"))),
            *(cell(n, "spelling", level="III") for n in range(3)),
        ],
    )
    rekenen = tuple(line for line in of.lines if line.code == "rekenen")
    html = group_print.page(of, rekenen, CONCERN, "3", date(2026, 2, 9), [])
    names = re.findall(r"Kind \d+ Proef", html)
    assert names == ["Kind 01 Proef", "Kind 00 Proef", "Kind 02 Proef"]
    assert "Spelling" not in html
    assert "<td><strong>4</strong></td>" in html
    assert "<td>2</td>" in html
    assert "Volgorde: zorg eerst." in html
    assert "Jg: jaargroep." in html
    assert "ON: ondersteuningsniveau." in html


def test_the_legend_of_paper_explains_what_stands_on_it_and_no_colour() -> None:
    text = group_notes.paper(one_of_each())
    for part in (
        "mist: verwacht, niet aangeleverd",
        "–: eigen leerlijn of vrijgesteld",
        "andere school: zat toen nog op een andere school",
        "vet: een daling daarbuiten",
        "HP: handelingsplan; ON: ondersteuningsniveau",
    ):
        assert part in text
    assert "kleur" not in text
    assert "trend" not in text


def test_paper_escapes_what_a_file_brought() -> None:
    of = group(
        [pupil(0, display_name="<b>Bo</b>")], [cell(0, "rekenen", level="II", line_name="<i>")]
    )
    html = group_print.page(of, of.lines, NAME, "3", date(2026, 2, 9), ["<x>.csv"])
    for raw in ("<b>Bo", "<i>", "<x>"):
        assert raw not in html


def test_the_origin_is_file_row_and_day_of_each_cell_and_placement() -> None:
    found = list(group_origin.origins(group([pupil(3)], [cell(3, "rekenen", level="II")])))
    assert found == [
        ("resultaten.csv", 3, date(2026, 2, 2)),
        ("leerlingen.csv", 3, date(2026, 2, 2)),
    ]
