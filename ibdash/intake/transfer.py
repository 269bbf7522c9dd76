"""What a former school delivered of one pupil: the facts of an overstapdossier, and its report."""

from dataclasses import dataclass
from datetime import date

import duckdb

# In the order in which a person reads them.
PARTS = ("career", "tests", "plans", "support", "absence", "advice", "final_test")


@dataclass(frozen=True)
class Dossier:
    """One overstapdossier, for its report.

    pupil: the display name; is_known: whether this pupil was known before.  parts: of PARTS,
    delivered, empty, opted_out or not_applicable.
    """

    pupil: str
    call_name: str | None
    family_name: str | None
    is_known: bool
    from_name: str | None
    from_brin: str | None
    made_on: date | None
    is_provisional: bool
    parts: dict[str, str]


def dossier_of(cursor: duckdb.DuckDBPyConnection) -> Dossier | None:
    """The dossier that was just compared, or None where the file is none."""
    parts = ", ".join(f"t.{part}_part" for part in PARTS)
    row = cursor.execute(
        "select m.display_name, m.call_name, m.family_name, i.known_id is not null,"
        f" t.from_name, t.from_brin, t.made_on, coalesce(t.is_provisional, false), {parts}"
        " from staged_transfer as t cross join maker as m"
        " join incoming_pupil as i on i.row = m.row"
    ).fetchone()
    if row is None:
        return None
    pupil, call_name, family_name, is_known, name, brin, made_on, is_early, *states = row
    return Dossier(
        pupil,
        call_name,
        family_name,
        is_known,
        name,
        brin,
        made_on,
        is_early,
        dict(zip(PARTS, states, strict=True)),
    )
