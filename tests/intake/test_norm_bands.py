"""Norm tables whose bands share a score: the later row is refused, with the line of the other."""

from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from ibdash.intake.norm_bands import refuse_overlapping
from ibdash.store import Store
from tests.intake.test_tables_intake import rows
from tests.people import taken_in

HEAD = (
    "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;"
    "score_tot_en_met\n"
)


def band(level: str, first: float, last: float, moment: str = "M4", scale: str = "I-V") -> str:
    return f"Demotoets;RW;3.0;2024;rekenen;{moment};{scale};{level};{first};{last}\n"


def refused(store: Store, folder: Path, text: str) -> list[tuple[int, str]]:
    report = taken_in(store, folder, "normtabellen.csv", HEAD + text)
    return [(r.line, r.text) for r in report.remarks if r.severity == "refused"]


def test_bands_that_follow_each_other_are_all_taken_in(store: Store, tmp_path: Path) -> None:
    text = band("V", 0, 99) + band("III", 130, 400) + band("IV", 100, 129)
    assert refused(store, tmp_path, text) == []
    assert rows(store, "select count(*) from norm") == [(3,)]


def test_one_shared_score_refuses_the_later_row(store: Store, tmp_path: Path) -> None:
    text = band("V", 0, 100) + band("IV", 100, 129) + band("III", 130, 400)
    assert refused(store, tmp_path, text) == [
        (3, "De scores van deze regel overlappen met die van regel 2")
    ]
    assert rows(store, "select level from norm order by level") == [("III",), ("V",)]


def test_a_refused_band_stands_in_nobody_s_way(store: Store, tmp_path: Path) -> None:
    # Row 3 is the mistake: it lies over the band before it and over the one behind it.
    text = band("V", 0, 99) + band("IV", 50, 200) + band("III", 130, 400)
    assert [line for line, _ in refused(store, tmp_path, text)] == [3]


def test_other_moments_and_scales_share_scores_freely(store: Store, tmp_path: Path) -> None:
    text = band("V", 0, 99) + band("IV", 0, 99, moment="E4") + band("E", 0, 99, scale="A-E")
    assert refused(store, tmp_path, text) == []


def test_a_band_inside_another_and_one_around_it_are_refused(store: Store, tmp_path: Path) -> None:
    text = band("V", 10, 90) + band("IV", 40, 50) + band("III", 0, 400)
    assert [line for line, _ in refused(store, tmp_path, text)] == [3, 4]


BANDS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda b: (b[0], b[0] + b[1])),
    max_size=12,
)


@settings(deadline=None, max_examples=25)
@given(BANDS)
def test_what_is_kept_shares_no_score_and_nothing_else_is_refused(bands):
    with duckdb.connect() as cursor:
        cursor.execute("create table refusal (kind text, line integer, text text, remedy text)")
        cursor.execute(
            "create table staged_norm as select null::text as publisher, 'T' as test,"
            " null::text as generation, null::text as norm_version, 'L' as learning_line,"
            " null::text as moment, 'I-V' as level_scale, 0::double as score_from,"
            " 0::double as score_to, 0 as line limit 0"
        )
        for line, (first, last) in enumerate(bands):
            cursor.execute(
                "insert into staged_norm values (null, 'T', null, null, 'L', null, 'I-V', ?, ?, ?)",
                [first, last, line],
            )
        refuse_overlapping(cursor)
        kept = cursor.execute("select line from staged_norm order by line").fetchall()
    # In boring Python: one after the other, against each score that is taken.
    taken, expected = set(), []
    for line, (first, last) in enumerate(bands):
        scores = set(range(first, last + 1))
        if not taken & scores:
            taken |= scores
            expected.append((line,))
    assert kept == expected
