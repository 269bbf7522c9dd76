"""Finds, for every pupil that a file names, who it is among the pupils that are known."""

import hashlib
import hmac
from collections.abc import Mapping

import pyarrow as pa

from ibdash.errors import FileRefused, PupilsFirst
from ibdash.intake import plain_facts, plain_rows, source_rank, who_is_who
from ibdash.intake.facts import PUPIL
from ibdash.intake.name_words import write_name_words
from ibdash.intake.report import Count, FieldChange
from ibdash.intake.statements import run
from ibdash.intake.who_is_who import Doubt
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Reading
from ibdash.store import Change, versions

# A name is one word: the parts of two sources make a name that nobody has.
_WORDS = {
    "name": "row(call_name, prefix, family_name)",
    **{name: name for name in PUPIL.values if name not in ("call_name", "prefix", "family_name")},
}

# By kind, when a row is about nobody in particular.
_OF_NOBODY = {"plan": plain_rows.OF_NOBODY["pupil_or_group"]} | {
    plain.fact.table: plain_rows.OF_NOBODY[plain.about]
    for plain in plain_facts.PLAIN_FACTS
    if plain.about in plain_rows.OF_NOBODY
}


def match_makers(change: Change, answers: Mapping[str, str], sheet: str | None) -> list[Doubt]:
    """Makes `maker`: the pupils that the file describes, each with the known pupil it is, if any.

    answers: to doubts of an earlier look at the file (Options.same).  Gives the doubts; whoever is
    not answered for counts as a new pupil here.
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
        "name_nameless",
        "hash_eck",
        "by_key",
        "by_public_key",
        "by_dummy_key",
        "by_eck",
        "by_other_key",
        "contested",
        "drop_contested",
        "asked_again",
        "name_candidate",
        "by_name",
    )
    who_is_who.begin(change)
    doubts = who_is_who.decide_makers(change, answers, sheet)
    source_rank.judge(cursor, PUPIL, "select pupil_id from maker", _WORDS)
    run(cursor, "pupils", "incoming_pupil")
    return doubts


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
            found.append(FieldChange(line, pupil, "leerling", name, old, new, None, "pupil"))
    return found


def write_pupils(change: Change, verdicts: versions.Verdicts, delivered: set[str]) -> int:
    """Writes the pupils of `incoming_pupil` and every key by which they are recognised.

    Gives how many keys pupils got who were known already, by name and without a question: a list
    may bring nothing else, and what its system exports next names them by these.
    """
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
    is_new = f"not exists (select 1 from pupil_alias as a where a.closed_by is null and {same})"
    learned = cursor.execute(
        "select count(distinct (school_id, system, key)) from wanted_alias as w"
        f" where not suffix(system, ' tijdelijk') and {is_new}"
        " and pupil_id in (select known_id from incoming_pupil)"
        # By a key of another system, or by our own, the pupil is found without this one.
        " and not exists (select 1 from pupil_alias as a where a.closed_by is null"
        " and a.pupil_id = w.pupil_id and a.key = w.key)"
        " and not exists (select 1 from pupil as p where p.closed_by is null"
        " and p.pupil_id = w.pupil_id and p.public_key = w.key)"
        # The answer of a person who the pupil is says so itself.
        " and w.line not in (select line from answered)"
    ).fetchone()
    assert learned is not None, "an aggregate always gives a row"
    cursor.execute(
        "insert into pupil_alias (school_id, system, key, pupil_id, source_row, opened_by)"
        " select distinct on (school_id, system, key) school_id, system, key, pupil_id, line, ?"
        f" from wanted_alias as w where {is_new}",
        [change.change_id],
    )
    return int(learned[0])


def find_owners(
    change: Change, reading: Reading, file: str, answers: Mapping[str, str]
) -> list[Doubt]:
    """Makes `ref_owner` for all rows that name a pupil, and remembers what was answered.

    answers: as in :func:`match_makers`.  Gives the doubts; the rows of a pupil who is not answered
    for have no owner.  Raises FileRefused when no pupil is known.
    """
    cursor = change.cursor
    run(cursor, "pupils", "ref_named", "ref_found", "ref_owner")
    row = cursor.execute(
        "select count(*), count(*) filter (owners = 0) from ref_owner where is_named"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    refs, unknown = row
    if refs and unknown == refs and not reading.makes_pupils:
        raise PupilsFirst(
            "Geen van de leerlingen in dit bestand is bekend",
            f"Er is niets overgenomen van {file}",
            f"Importeer eerst {reading.wants_pupils_from}",
        )
    doubts = who_is_who.decide_named(change, answers, reading.sheet)
    who_is_who.write_answers(change)
    return doubts


def refuse_unknown(change: Change, reading: Reading) -> None:
    """Refuses every row of a pupil without an owner."""
    text = "Deze leerling is niet bekend"
    remedy = f"Importeer eerst {reading.wants_pupils_from}"
    if reading.makes_pupils:
        text, remedy = "De leerling van deze regel is niet overgenomen", ""
    for kind, schema in KINDS.items():
        if "pupil_key" in schema.names and kind != "pupil":
            nobody = _OF_NOBODY.get(kind, "false")
            change.cursor.execute(
                f"insert into refusal select ?, s.line, ?, ? from staged_{kind} as s"
                " join ref_owner as w on w.ref = s.pupil_ref"
                f" where w.owners = 0 and not ({nobody})",
                [kind, text, remedy],
            )


def take_keys(change: Change) -> Count:
    """Writes the keys of other systems that `staged_pupil_key` gives known pupils.

    A key that is another pupil's is refused: within one system the key decides who somebody is.
    """
    run(change.cursor, "pupils", "candidate_key", "refuse_taken_key")
    row = change.cursor.execute(
        "select count(distinct (school_id, key_system, key)) filter (owner is null),"
        " count(*) filter (owner = pupil_id) from candidate_key"
    ).fetchone()
    assert row is not None, "an aggregate always gives a row"
    if row[0]:
        change.touch("facts")
        change.cursor.execute(
            "insert into pupil_alias (school_id, system, key, pupil_id, source_row, opened_by)"
            " select distinct on (school_id, key_system, key) school_id, key_system, key,"
            " pupil_id, line, ? from candidate_key where owner is null order by line",
            [change.change_id],
        )
    return Count(new=row[0], same=row[1])


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


def _hashes_of_eck_ids(change: Change) -> None:
    """`eck_hash`: an ECK iD is kept only as a hash keyed with this store's own secret."""
    cursor = change.cursor
    row = cursor.execute("select secret from store_secret where name = 'salt'").fetchone()
    assert row is not None, "the first migration writes the salt"
    salt = str(row[0]).encode()
    ids = [
        str(eck_id)
        for (eck_id,) in cursor.execute(
            "select eck_id from maker where eck_id is not null"
            " union select eck_id from pupil_ref where eck_id is not null"
        ).fetchall()
    ]
    hashes = [hmac.new(salt, eck_id.encode(), hashlib.sha256).hexdigest() for eck_id in ids]
    cursor.register(
        "hashes",
        pa.table({"eck_id": pa.array(ids, pa.string()), "hash": pa.array(hashes, pa.string())}),
    )
    cursor.execute("create or replace temp table eck_hash as select * from hashes")
    cursor.unregister("hashes")
