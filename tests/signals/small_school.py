"""A store of a few pupils, filled by open tables, and what the rules say of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ibdash import signals
from ibdash.access import Person
from ibdash.intake import Options
from ibdash.store import Store
from tests.people import IB, taken_in

PUPILS = (
    "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
    "1;Noor;Wal;2016-03-09;2025-2026;6a;6;2020-03-09\n"
    "2;Bo;Wit;2016-01-05;2025-2026;6a;6;2020-01-05\n"
)
RESULTS = "leerling_id;leerlijn;toets;uitgever;generatie;normversie;moment;afnamedatum"


def take(store: Store, folder: Path, name: str, text: str) -> None:
    """Takes one open table in; none of it may be refused."""
    report = taken_in(store, folder, f"{name}.csv", text, Options(confirmed=True))
    refused = [one.text for one in report.remarks if one.severity == "refused"]
    assert report.applied, (report.title, report.text)
    assert not refused, refused


def results(
    store: Store, folder: Path, columns: str, rows: Iterable[str], name: str = "resultaten"
) -> None:
    """Results of which only some columns matter.

    columns: beside `leerling_id;moment;afnamedatum`, as "percentiel;niveau;niveauschaal".
    rows: the values in that order, as "1;M6;2026-01-20;8;E;A-E".
    """
    head = f"leerling_id;moment;afnamedatum;{columns};leerlijn;toets;uitgever;generatie"
    lines = [
        row if row.count(";") == head.count(";") else f"{row};woordlezen;DMT;Toetser;1"
        for row in rows
    ]
    take(store, folder, name, "\n".join([head, *lines]) + "\n")


def said(
    store: Store,
    today: date,
    *rules: str,
    limits: Mapping[tuple[str, str], float] | None = None,
    who: Person = IB,
) -> list[dict[str, Any]]:
    """What these rules say of the only school of the store on a day; pupil: its own key."""
    with store.read() as cursor:
        ((school_id,),) = cursor.execute(
            "select school_id from school where closed_by is null"
        ).fetchall()
        keys = dict(cursor.execute("select pupil_id, number from pupil_number").fetchall())
    asked = signals.Asked(school_id, today, limits or {}, frozenset(rules))
    rows = signals.run(store, asked, who=who).to_pylist()
    return [{**row, "pupil": keys.get(row["pupil_id"])} for row in rows]
