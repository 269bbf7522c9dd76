"""A school of four pupils in 6a whose week is easy to check by hand, on 9 February 2026.

Noor (1): woordlezen three times on E, with nothing done.  Bo (2): a plan for rekenen that should
have been evaluated on 23 January, measured once since it began, within the error.  Cas (3): a plan
for spelling without a result, where the other three have one.  Dewi (4): all on A, discussed never.
"""

from pathlib import Path

from ibdash.store import Store
from tests.signals.small_school import take

PUPILS = (
    "leerling_id;roepnaam;achternaam;geboortedatum;schooljaar;groep;jaargroep;instroomdatum\n"
    "1;Noor;Wal;2016-03-09;2025-2026;6a;6;2020-03-09\n"
    "2;Bo;Wit;2016-01-05;2025-2026;6a;6;2020-01-05\n"
    "3;Cas;Bakker;2015-12-01;2025-2026;6a;6;2020-01-05\n"
    "4;Dewi;Soe;2016-02-02;2025-2026;6a;6;2020-02-02\n"
)
PLANS = (
    "plan_id;leerling_id;soort;titel;leerlijn;begindatum;evaluatiedatum;status;ondertekend_op\n"
    "p2;2;handelingsplan;Plan rekenen;rekenen;2025-11-20;2026-01-23;lopend;2025-11-20\n"
    "p3;3;handelingsplan;Plan spelling;spelling;2025-12-01;2026-02-12;lopend;2025-12-01\n"
)
AGREEMENTS = (
    "leerling_id;wat;wie;uiterlijk;gedaan_op\n"
    "4;Bellen met ouders;Ina;2026-02-13;\n"
    "4;Leesmap;Joost;2026-01-30;2026-01-29\n"
)
_HEAD = (
    "leerling_id;moment;afnamedatum;vaardigheidsscore;meetfout;niveau;niveauschaal;leerlijn;toets;"
    "uitgever;generatie\n"
)


def _results() -> str:
    rows = []
    for day, moment in (("2025-01-20", "M5"), ("2025-06-02", "E5"), ("2026-01-20", "M6")):
        rows.append(f"1;{moment};{day};40;4;E;A-E;woordlezen;DMT;Toetser;1")
    rows.append("2;E5;2025-06-02;100;5;C;A-E;rekenen;Rekenen;Toetser;3")
    rows.append("2;M6;2026-01-20;102;5;C;A-E;rekenen;Rekenen;Toetser;3")
    for pupil in (1, 2, 4):
        rows.append(f"{pupil};M6;2026-01-22;60;4;B;A-E;spelling;Spelling;Toetser;3")
    rows.append("3;E5;2025-06-04;50;4;C;A-E;spelling;Spelling;Toetser;3")
    return _HEAD + "\n".join(rows) + "\n"


def fill(store: Store, folder: Path) -> None:
    """Takes the school in by open tables, as a person would."""
    take(store, folder, "leerlingen", PUPILS)
    take(store, folder, "resultaten", _results())
    take(store, folder, "plannen", PLANS)
    take(store, folder, "afspraken", AGREEMENTS)
