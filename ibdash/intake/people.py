"""Finds, for every pupil that a file names, who it is among the pupils that are known."""

import hashlib
import hmac

import pyarrow as pa

from ibdash.errors import DecisionNeeded, FileRefused
from ibdash.intake import source_rank
from ibdash.intake.facts import PUPIL
from ibdash.intake.name_words import write_name_words
from ibdash.intake.report import FieldChange
from ibdash.intake.statements import run
from ibdash.sources.reading import Reading
from ibdash.store import Change, versions

# A name is one word: the parts of two sources make a name that nobody has.
_WORDS = {
    "name": "row(call_name, prefix, family_name)",
    **{name: name for name in PUPIL.values if name not in ("call_name", "prefix", "family_name")},
}


def match_makers(change: Change) -> None:
    """Makes `maker`: the pupils that the file describes, each with the known pupil it is, if any.

    Raises DecisionNeeded when a name and birth date fit more than one pupil.
    """
    cursor = change.cursor
    run(cursor, "pupils", "maker", "refuse_contradictory", "drop_contradictory")
    run(cursor, "pupils", "no_name", "refuse_no_name", "drop_no_name", "secret_keys")
    _refuse_secret_keys(change)
    run(cursor, "pupils", "unborn", "refuse_unborn", "drop_unborn")
    write_name_words(cursor, "name_words", "staged_pupil", "pupil_ref")
    _hashes_of_eck_ids(change)
    run(
        cursor,
        "pupils",
        "name_maker",
        "hash_eck",
        "by_key",
        "by_dummy_key",
        "by_eck",
        "by_other_key",
        "name_candidate",
    )
    doubtful = cursor.execute(
        "select min(line), count(distinct row) from name_candidate"
        " where candidates > 1 or claims > 1"
    ).fetchone()
    if doubtful and doubtful[1]:
        raise _who_is_it(*doubtful)
    run(cursor, "pupils", "by_name")
    twice = cursor.execute(
        "select min(line), count(*) from maker where pupil_id in (select pupil_id from maker"
        " where pupil_id is not null group by pupil_id having count(*) > 1)"
    ).fetchone()
    if twice and twice[1]:
        raise _who_is_it(*twice)
    source_rank.judge(cursor, PUPIL, "select pupil_id from maker", _WORDS)
    run(cursor, "pupils", "incoming_pupil")


def changed_pupils(change: Change) -> list[FieldChange]:
    """The first changed values of known pupils, for the preview; before they are written."""
    run(change.cursor, "pupils", "pupil_change")
    rows = change.cursor.execute("select * from pupil_change").fetchall()
    found = []
    for line, pupil, *values in rows:
        named = zip(
            ("naam", "geboortedatum", "geslacht", "instroomdatum", "uitstroomdatum"),
            values[0::2],
            values[1::2],
            strict=True,
        )
        different = [(name, old, new) for name, old, new in named if old != new]
        for name, old, new in different or [("overige gegevens", None, None)]:
            found.append(FieldChange(line, pupil, "leerling", name, old, new, None))
    return found


def write_pupils(change: Change, verdicts: versions.Verdicts, delivered: set[str]) -> None:
    """Writes the pupils of `incoming_pupil` and every key by which they are recognised."""
    cursor = change.cursor
    versions.apply(change, PUPIL, verdicts, delivered, order_by="school_id, sort_name")
    run(cursor, "pupils", "key_new_pupils", "wanted_alias")
    same = "a.school_id = w.school_id and a.system = w.system and a.key = w.key"
    # Only a dummy key can pass to somebody else: the others decided who the pupil is.
    cursor.execute(
        "update pupil_alias as a set closed_by = ? from wanted_alias as w"
        f" where a.closed_by is null and {same} and a.pupil_id <> w.pupil_id",
        [change.change_id],
    )
    cursor.execute(
        "insert into pupil_alias (school_id, system, key, pupil_id, source_row, opened_by)"
        " select distinct on (school_id, system, key) school_id, system, key, pupil_id, line, ?"
        " from wanted_alias as w where not exists ("
        f"select 1 from pupil_alias as a where a.closed_by is null and {same})",
        [change.change_id],
    )


def find_owners(change: Change, reading: Reading, file: str) -> None:
    """Makes `ref_owner` for all rows that name a pupil; unknown pupils' rows become refusals.

    Raises DecisionNeeded when a row fits several pupils, FileRefused when no pupil is known.
    """
    cursor = change.cursor
    run(cursor, "pupils", "ref_owner")
    row = cursor.execute(
        "select count(*), count(*) filter (owners = 0), count(*) filter (owners > 1),"
        " min(line) filter (owners > 1) from ref_owner where is_named"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    refs, unknown, doubtful, line = row
    if doubtful:
        raise _who_is_it(line, doubtful)
    if refs and unknown == refs and not reading.makes_pupils:
        raise FileRefused(
            "Geen van de leerlingen in dit bestand is bekend",
            f"Er is niets overgenomen van {file}",
            f"Importeer eerst {reading.wants_pupils_from}",
        )


# One key in eleven passes the test by chance: of two keys both in 1 file of 121.
_LEAST_KEYS, _SHARE_PROOF = 2, 0.9


def _refuse_secret_keys(change: Change) -> None:
    """Refuses a file whose keys are citizen service numbers: those are never stored."""
    row = change.cursor.execute("select keys, proof from secret_keys").fetchone()
    assert row is not None, "an aggregate always gives a row"
    keys, proof = row
    if keys >= _LEAST_KEYS and proof >= _SHARE_PROOF * keys:
        raise FileRefused(
            "De sleutels van de leerlingen lijken burgerservicenummers te zijn",
            "Die mag ibdash niet bewaren; er is niets overgenomen",
            "Gebruik het leerlingnummer van uw leerlingadministratie als leerling_id",
        )


def _who_is_it(line: int, count: int) -> DecisionNeeded:
    return DecisionNeeded(
        "Het is niet zeker wie een leerling is",
        f"Regel {line}: naam en geboortedatum, of de sleutel, passen bij meer dan één leerling"
        f" ({count} {'keer' if count != 1 else 'regel'} in dit bestand); er is niets overgenomen",
        "Geef deze leerlingen bij de bron een eigen sleutel, of haal de dubbele leerling weg",
    )


def _hashes_of_eck_ids(change: Change) -> None:
    """`eck_hash`: an ECK iD is kept only as a hash keyed with this store's own secret."""
    cursor = change.cursor
    row = cursor.execute("select secret from store_secret where name = 'salt'").fetchone()
    assert row is not None, "the first migration writes the salt"
    salt = str(row[0]).encode()
    ids = [
        str(eck_id)
        for (eck_id,) in cursor.execute(
            "select distinct eck_id from maker where eck_id is not null"
        ).fetchall()
    ]
    hashes = [hmac.new(salt, eck_id.encode(), hashlib.sha256).hexdigest() for eck_id in ids]
    cursor.register(
        "hashes",
        pa.table({"eck_id": pa.array(ids, pa.string()), "hash": pa.array(hashes, pa.string())}),
    )
    cursor.execute("create or replace temp table eck_hash as select * from hashes")
    cursor.unregister("hashes")
