"""line/level_shares: delivered levels first, norm tables where there are none, and who moved."""

from pathlib import Path

from ibdash.store import Store
from tests.line_school import YEAR, asked, fill, result
from tests.people import taken_in

LAST = "2024-2025"
GROUP = [(key, YEAR, "6a", "6") for key in range(1, 7)]
NORMS = """\
uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;score_tot_en_met
Toetser;RW;1;2024;rekenen;M6;I-V;V;0;49
Toetser;RW;1;2024;rekenen;M6;I-V;III;50;79
Toetser;RW;1;2024;rekenen;M6;I-V;I;80;120
"""


def levels(moment: str, year: str, codes: str, **more: object) -> list[dict[str, object]]:
    """A row per pupil 1 to 6 with the next of these levels; "." has no result."""
    return [
        result(key, moment, year, 50, niveau=code, niveauschaal="I-V", **more)
        for key, code in enumerate(codes.split(), start=1)
        if code != "."
    ]


def test_counts_and_who_entered_or_left_the_low_levels(store: Store, tmp_path: Path) -> None:
    rows = levels("E5", LAST, "I II III IV V V-") + levels("M6", YEAR, "I IV III III V .")
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a").level_shares()
    now = [row for row in found if row["moment"] == "M6"]
    assert {row["level_code"]: row["pupils"] for row in now} == {"V": 1, "IV": 1, "III": 2, "I": 1}
    # Lowest first, so that the bars can be stacked as they come.
    assert [row["level_code"] for row in now] == ["V", "IV", "III", "I"]
    assert [row["rank"] for row in now] == [2, 3, 4, 6]
    assert {(row["n"], row["low"]) for row in now} == {(5, 2)}
    # Of the five with both: pupil 4 left, pupil 2 entered, pupil 5 stayed.
    assert {(row["both"], row["left_low"], row["entered_low"], row["both_low"]) for row in now} == {
        (5, 1, 1, 2)
    }
    assert all(row["both"] is None for row in found if row["moment"] == "E5")


def test_a_new_norm_compares_nobody(store: Store, tmp_path: Path) -> None:
    rows = levels("E5", LAST, "I II III IV V V-", normversie="2019")
    rows += levels("M6", YEAR, "I II III IV V V-", normversie="2024")
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a").level_shares()
    assert {row["norm_version"] for row in found} == {"2019", "2024"}
    assert all(row["both"] is None for row in found)


def test_a_norm_table_gives_the_level_that_was_not_delivered(store: Store, tmp_path: Path) -> None:
    taken_in(store, tmp_path, "normtabellen.csv", NORMS)
    rows = [result(key, "M6", YEAR, 30 + 10 * key) for key in range(1, 6)]
    rows.append(result(6, "M6", YEAR, 40, niveau="I", niveauschaal="I-V", normversie="2024"))
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a").level_shares()
    # 40 is V by the table, 50 to 70 are III, 80 is I; pupil 6 keeps the I of the publisher.
    assert {row["level_code"]: row["pupils"] for row in found} == {"V": 1, "III": 3, "I": 2}
    with store.read() as cursor:
        by_view = cursor.execute(
            "select level_code, count(*) from norm_level where pupil_id in"
            " (select pupil_id from pupil_alias where key <> '6') group by 1"
        ).fetchall()
    assert dict(by_view) == {"V": 1, "III": 3, "I": 1}


def test_letters_and_numerals_are_never_counted_together(store: Store, tmp_path: Path) -> None:
    rows = levels("M6", YEAR, "I II III IV")
    rows += [result(key, "M6", YEAR, 50, niveau="A", niveauschaal="A-E") for key in (5, 6)]
    fill(store, tmp_path, GROUP, rows)
    found = asked(store, "group", group="6a").level_shares()
    assert {row["level_scale"] for row in found} == {"I-V"}
    assert {row["n"] for row in found} == {4}
