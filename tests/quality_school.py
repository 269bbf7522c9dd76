"""Small schools with faults made by hand, for what is said about the quality of the data."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ibdash.questions import Question, all_questions, ask
from ibdash.store import Store
from tests.people import IB, TODAY, taken_in

YEAR = "2025-2026"
_PUPIL = (
    "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;"
    "instroomdatum;uitstroomdatum"
)
_RESULT = (
    "leerling_id;leerlijn;toets;uitgever;schooljaar;moment;afnamedatum;vaardigheidsscore;"
    "niveau;niveauschaal;percentiel;reden_geen_resultaat"
)
_PLAN = "leerling_id;groep;soort;leerlijn;begindatum;einddatum;evaluatiedatum"

CHECKS = {
    question.name.removeprefix("quality/"): question
    for question in all_questions()
    if question.check is not None
}


def pupils(store: Store, folder: Path, rows: Iterable[str]) -> None:
    """Takes a list of pupils in; a row as in the head, later columns may be left out."""
    _take(store, folder, "leerlingen.csv", _PUPIL, rows)


def results(store: Store, folder: Path, rows: Iterable[str], name: str = "resultaten.csv") -> None:
    """Takes results in; a row as in the head, later columns may be left out."""
    _take(store, folder, name, _RESULT, rows)


def plans(store: Store, folder: Path, rows: Iterable[str]) -> None:
    """Takes plans in; a row as in the head, later columns may be left out."""
    _take(store, folder, "plannen.csv", _PLAN, rows)


def norms(store: Store, folder: Path, rows: Iterable[str]) -> None:
    """Takes a norm table of rekenen M6 of the test RW in; a row is level, from, up to."""
    head = (
        "uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;"
        "score_van;score_tot_en_met"
    )
    lines = [f"Cito;RW;3.0;2024;rekenen;M6;I-V;{row}" for row in rows]
    assert taken_in(store, folder, "normtabellen.csv", "\n".join([head, *lines])).applied


def pupils_table(*rows: str) -> str:
    """The list of these pupils, as `pupils` takes it in."""
    return _table(_PUPIL, rows)


def _table(head: str, rows: Iterable[str]) -> str:
    width = head.count(";")
    return "\n".join([head, *(row + ";" * (width - row.count(";")) for row in rows)])


def _take(store: Store, folder: Path, name: str, head: str, rows: Iterable[str]) -> None:
    report = taken_in(store, folder, name, _table(head, rows))
    assert report.state == "applied", report.title
    assert not report.total("refused"), [remark.text for remark in report.remarks]


def school_id(store: Store) -> int:
    """The only school."""
    found: int = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    return found


def odd(store: Store, name: str, **values: Any) -> list[dict[str, Any]]:
    """What one check finds in the only school, on 9 February 2026 unless `today` says so."""
    asked: Question = CHECKS[name]
    known = {"school_id": school_id(store), "today": TODAY} | values
    given = {parameter.name: known[parameter.name] for parameter in asked.parameters}
    return ask(store, asked.name, who=IB, **given).to_pylist()


def keys(store: Store, rows: Iterable[dict[str, Any]]) -> list[str]:
    """The keys of the pupils of these rows, in the order of the rows."""
    with store.read() as cursor:
        known = dict(
            cursor.execute(
                "select pupil_id, key from pupil_alias where closed_by is null"
            ).fetchall()
        )
    return [known[row["pupil_id"]] for row in rows]
