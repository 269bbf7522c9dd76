"""A school of eighteen pupils for the page Groep, taken in through the intake as small tables.

Whoever reads a test can check its numbers here.  The measurement error of rekenen is 4 for every
score, so a step is outside it from 1,64485 * sqrt(4**2 + 4**2) = 9,3 points on.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from ibdash.questions import ask
from ibdash.store import Store, open_store
from tests.people import IB, TODAY, settings_in, taken_in

YEAR = "2025-2026"

PUPILS = """\
leerling_id;roepnaam;tussenvoegsel;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum
101;Bram;;Jansen;2015-03-12;2025-2026;6a;6;
102;Noor;van den;Aakster;2015-05-17;2025-2026;6a;6;
103;Zeynep;;Demir;2015-09-30;2025-2026;6a;6;
104;Chloé;d';Hondt;2015-12-24;2025-2026;6a;6;
105;Sem;;Bakker;2016-01-05;2025-2026;6a;6;
106;Liv;;Visser;2016-02-02;2025-2026;6a;6;
107;Yara;;Ruiter;2016-03-03;2025-2026;6a;6;2026-02-20
201;Aya;;Bos;2018-01-05;2025-2026;4/5;4;
202;Bo;de;Wit;2017-11-02;2025-2026;4/5;4;
203;Cas;;Kok;2016-07-01;2025-2026;4/5;5;
204;Dewi;;Maas;2015-02-02;2025-2026;4/5;5;
301;Eva;;Mulder;2014-12-24;2025-2026;7;7;
302;Finn;;Post;2014-10-10;2025-2026;7;7;
401;Gijs;;Groen;2021-01-05;2025-2026;1/2;1;2025-01-06
402;Hanna;;Haan;2020-02-09;2025-2026;1/2;2;
501;Isa;;Peters;2016-04-04;2025-2026;;5;
601;Jip;;Oud;2014-05-05;2024-2025;6;6;
602;Kyan;;Oud;2014-05-06;2024-2025;6;6;
204;Dewi;;Maas;2015-02-02;2024-2025;5;5;
101;Bram;;Jansen;2015-03-12;2024-2025;5;5;
"""

# Columns in the order of _HEAD; an empty level on a scale stands for one that a norm table gives.
_HEAD = (
    "leerling_id;leerlijn;toets;uitgever;generatie;schooljaar;moment;afnamedatum;"
    "vaardigheidsscore;meetfout;niveau;niveauschaal;percentiel;avi;reden_geen_resultaat;"
    "gecorrigeerd_niveau\n"
)
_RESULTS = """\
101 rekenen RW 2024-2025 M5 90 4 II I-V 65
101 rekenen RW 2024-2025 E5 100 4 II I-V 62
101 rekenen RW 2025-2026 M6 110 4 III I-V 55
102 rekenen RW 2024-2025 M5 80 4 IV I-V 25
102 rekenen RW 2024-2025 E5 95 4 III I-V 41
102 rekenen RW 2025-2026 M6 100 4 IV I-V 38
103 rekenen RW 2024-2025 M5 85 4 III I-V 45
103 rekenen RW 2024-2025 E5 100 4 III I-V 48
103 rekenen RW 2025-2026 M6 88 4 V- I-V 8
104 rekenen RW 2024-2025 E5 97 4 III I-V 44
105 rekenen RW 2024-2025 E5 92 4 III I-V 42
106 rekenen RW 2025-2026 M6 105 4 II I-V 70
101 woordlezen DMT 2024-2025 M5 30 - V I-V 12
101 woordlezen DMT 2024-2025 E5 33 - V- I-V 9
101 woordlezen DMT 2025-2026 M6 35 - V- I-V 5
102 woordlezen DMT 2025-2026 M6 60 - I+ I-V 95
104 woordlezen DMT 2024-2025 E5 50 - III I-V 50
101 spelling SP 2025-2026 M6 50 - - - -
101 begrijpend_lezen BL 2025-2026 M6 70 - B A-E -
102 begrijpend_lezen BL 2025-2026 M6 65 - C A-E -
103 begrijpend_lezen BL 2025-2026 M6 72 - II I-V -
101 woordenschat WS 2025-2026 M6 40 - III I-V -
102 woordenschat WS 2025-2026 M6 44 - II I-V -
105 woordenschat WS 2025-2026 M4 20 - IV I-V -
106 woordenschat WS 2025-2026 M4 20 - III I-V - V-
201 rekenen RW 2025-2026 M4 60 4 V I-V 15
202 rekenen RW 2025-2026 M4 75 4 I I-V 85
203 rekenen RW 2025-2026 M5 85 4 III I-V 45
204 rekenen RW 2024-2025 M5 80 4 V I-V 18
204 rekenen RW 2024-2025 E5 85 4 IV I-V 22
204 rekenen RW 2025-2026 M5 95 4 III I-V 52
301 rekenen RW 2025-2026 M7 120 4 II I-V 61
302 rekenen RW 2025-2026 M7 99 4 V- I-V 3
601 rekenen RW 2024-2025 M6 101 4 IV I-V 30
602 rekenen RW 2024-2025 M6 109 4 III I-V 50
"""
_NOT_TAKEN = """\
104;rekenen;RW;Cito;3.0;2025-2026;M6;;;;;;;;ziek;
103;woordlezen;DMT;Cito;2018;2025-2026;M6;;;;;;;;eigen_leerlijn;
101;tekstlezen;AVI;;;2025-2026;M6;2026-01-21;;;;;;M5;;
102;tekstlezen;AVI;;;2024-2025;E5;2025-06-05;;;;;;AVI-Plus;;
103;tekstlezen;AVI;;;2025-2026;M6;2026-01-21;;;;;;E4;;
104;tekstlezen;AVI;;;2025-2026;M6;2026-01-21;;;;;;E5;;
105;tekstlezen;AVI;;;2025-2026;M6;2026-01-21;;;;;;E5;;
"""
_DAYS = {"M": "-01-20", "E": "-06-10"}

NORMS = """\
uitgever;toets;generatie;normversie;leerlijn;moment;niveauschaal;niveau;score_van;score_tot_en_met
Cito;SP;3.0;2024;spelling;M6;I-V;IV;30;44
Cito;SP;3.0;2024;spelling;M6;I-V;III;45;59
Cito;SP;3.0;2024;spelling;M6;I-V;II;60;74
"""

PLANS = """\
leerling_id;groep;soort;leerlijn;begindatum;einddatum;status
101;;handelingsplan;rekenen;2025-10-01;;lopend
102;;opp;;2025-01-01;2025-12-31;afgesloten
103;;opp;;2025-09-01;;vastgesteld
103;;handelingsplan;spelling;2025-11-01;;lopend
104;;handelingsplan;rekenen;2026-02-01;;concept
;6a;groepsplan;rekenen;2025-09-01;;lopend
"""

SUPPORT = """\
leerling_id;niveau;fase;vanaf;tot
101;2;;2025-09-01;2025-12-31
101;3;groepsbespreking;2026-01-01;
102;2;;2025-09-01;
401;1;;2025-09-01;
"""


def results() -> str:
    """The table resultaten."""
    rows = []
    for line in _RESULTS.splitlines():
        values = [value if value != "-" else "" for value in line.split()]
        pupil, learning_line, test, year, moment, score, error, level, scale, percentile = values[
            :10
        ]
        corrected = values[10] if len(values) > 10 else ""
        day = f"{int(year[:4]) + 1}{_DAYS[moment[0]]}"
        generation = "2018" if test == "DMT" else "3.0"
        rows.append(
            f"{pupil};{learning_line.replace('_', ' ')};{test};Cito;{generation};{year};{moment};"
            f"{day};{score};{error};{level};{scale};{percentile};;;{corrected}"
        )
    return _HEAD + "\n".join(rows) + "\n" + _NOT_TAKEN


def fill(store: Store, folder: Path) -> None:
    """Takes the five tables in, as the program does."""
    for name, text in (
        ("normtabellen.csv", NORMS),
        ("leerlingen.csv", PUPILS),
        ("resultaten.csv", results()),
        ("plannen.csv", PLANS),
        ("ondersteuning.csv", SUPPORT),
    ):
        taken_in(store, folder, name, text)


@dataclass(frozen=True)
class Answers:
    """The answers to group/pupils and group/latest_results."""

    school_id: int
    pupils: pa.Table
    results: pa.Table

    def cell(self, call_name: str, learning_line: str) -> dict[str, Any]:
        """The row of one pupil on one line."""
        ids = dict(
            zip(
                self.pupils.column("call_name").to_pylist(),
                self.pupils.column("pupil_id").to_pylist(),
                strict=True,
            )
        )
        (found,) = [
            row
            for row in self.results.to_pylist()
            if row["pupil_id"] == ids[call_name] and row["learning_line"] == learning_line
        ]
        return found

    def pupil(self, call_name: str) -> dict[str, Any]:
        """The row of one pupil."""
        (found,) = [row for row in self.pupils.to_pylist() if row["call_name"] == call_name]
        return found


def opened(folder: Path) -> Store:
    """A filled store in a folder of its own; close it afterwards."""
    store = open_store(settings_in(folder))
    fill(store, folder)
    return store


def ask_of(store: Store, name: str, today: date = TODAY, year: str = YEAR) -> Answers:
    """The answers behind the page of one group, by its name ("zonder" for none)."""
    school = ask(store, "frame/schools", who=IB).column("school_id")[0].as_py()
    groups = ask(
        store, "frame/groups", who=IB, school_id=school, school_year=year, today=today
    ).to_pylist()
    (group_id,) = [one["group_id"] for one in groups if (one["name"] or "zonder") == name]
    pupils = ask(
        store,
        "group/pupils",
        who=IB,
        school_id=school,
        school_year=year,
        group_id=group_id,
        today=today,
    )
    results = ask(
        store,
        "group/latest_results",
        who=IB,
        pupil_ids=pupils.column("pupil_id").to_pylist(),
        year_groups=pupils.column("year_group").to_pylist(),
        school_year=year,
    )
    return Answers(school, pupils, results)
