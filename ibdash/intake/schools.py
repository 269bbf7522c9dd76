"""Which school the rows of a file are of."""

import re
import secrets

from ibdash.errors import DecisionNeeded, FileRefused
from ibdash.intake.facts import SCHOOL
from ibdash.sources.kinds import KINDS
from ibdash.sources.reading import Reading
from ibdash.store import Change, versions
from ibdash.store.versions import Verdicts

_SCHOOLS_SHOWN = 3
_BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")
_Where = tuple[str | None, str | None]


def resolve(change: Change, reading: Reading, asked: str | None, own_name: str) -> Verdicts:
    """Makes `school_of` (brin, location, school_id) and writes schools that are new.

    asked: the school that the user named: a BRIN with or without location, or, for a school
    without one, its name or public key.  own_name: the name of the school
    that rows without a BRIN belong to in a store without a school.
    Raises DecisionNeeded when rows name no school and the store has several, FileRefused when the
    file is of another school than the user named.
    """
    cursor = change.cursor
    known = {
        (row[0], row[1]): int(row[2])
        for row in cursor.execute(
            "select brin, location, school_id from school where closed_by is null"
        ).fetchall()
    }
    named = _named(change)
    target = _asked(change, asked, {brin for brin, _ in named}) if asked else None
    found: dict[_Where, _Where] = {}
    for where in named:
        if where == (None, None):
            found[where] = _of_rows_without(reading, target, known)
        else:
            found[where] = _complete(where, known)
            if target and _complete(target, known)[0] != found[where][0]:
                raise FileRefused(
                    "Het bestand is van een andere school",
                    f"U koos school {asked}, maar het bestand noemt {where[0]};"
                    " er is niets overgenomen",
                    "Kies de goede school of het goede bestand",
                )
    names = {
        _complete((row[0], row[1]), known): row[2]
        for row in cursor.execute("select brin, location, name from staged_school").fetchall()
    }
    _stage(change, sorted(set(found.values()), key=str), known, names, own_name)
    verdicts = versions.compare(cursor, SCHOOL, {"name"} if any(names.values()) else set())
    versions.apply(change, SCHOOL, verdicts, {"name"} if any(names.values()) else set())
    cursor.execute(
        "create or replace temp table school_of (brin varchar, location varchar, school_id bigint)"
    )
    for given, complete in found.items():
        cursor.execute(
            "insert into school_of select ?, ?, school_id from school where closed_by is null"
            " and brin is not distinct from ? and location is not distinct from ?",
            [*given, *complete],
        )
    return verdicts


def check_new(change: Change, asked: str | None, *, confirmed: bool) -> None:
    """Raises DecisionNeeded when a file brings a school into a store that has another one.

    Called after :func:`resolve`, which refuses a file of another school than asked: so who named a
    school meant this one.  The first school of a store is no question.
    """
    if asked or confirmed:
        return
    schools = change.cursor.execute(
        "select s.brin, s.location, s.name, not exists (select 1 from school as o"
        " where o.school_id = s.school_id and o.opened_by <> ?) from school as s"
        " where s.closed_by is null order by s.name, s.brin, s.location",
        [change.change_id],
    ).fetchall()
    known = [school for school in schools if not school[3]]
    new = [school for school in schools if school[3]]
    if not (known and new):
        return
    # A location says something only beside another one of the same school.
    brins = {school[0] for school in known}
    labels = [_label(*school[:3], with_location=school[0] in brins) for school in new]
    there = (
        _label(*known[0][:3], with_location=known[0][0] in {school[0] for school in new})
        if len(known) == 1
        else f"{len(known)} andere scholen"
    )
    verb = "staat" if len(known) == 1 else "staan"
    named = f" of --school {new[0][0]}" if len(new) == 1 and new[0][0] else ""
    raise DecisionNeeded(
        "Dit bestand is van een andere school",
        f"Het is van {_listed(labels)}; in de gegevens {verb} {there}."
        f" Bij Overnemen {'komt die school' if len(new) == 1 else 'komen die scholen'} erbij",
        "Klopt dat? Bevestig het dan",
        choice="new_school",
        option=f"--confirm{named}",
    )


def _listed(labels: list[str]) -> str:
    """ "De Linde (11AA) en De Eik (22BB)", "131 scholen, zoals School 1, School 2 en School 3"."""
    shown = labels if len(labels) <= _SCHOOLS_SHOWN + 1 else labels[:_SCHOOLS_SHOWN]
    text = " en ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
    return text if shown is labels else f"{len(labels)} scholen, zoals {text}"


def _label(brin: str | None, location: str | None, name: str | None, *, with_location: bool) -> str:
    """ "De Linde (11AA)", "school 11AA", "Onze school"."""
    code = brin and brin + (location or "" if with_location else "")
    if name and name != brin:
        return f"{name} ({code})" if code else name
    return f"school {code}" if code else "een school zonder naam"


def _named(change: Change) -> list[_Where]:
    tables = [f"staged_{kind}" for kind, schema in KINDS.items() if _says_where(kind, schema.names)]
    union = " union ".join(
        f"select distinct brin, location from {table}" for table in [*tables, "pupil_ref"]
    )
    return [(row[0], row[1]) for row in change.cursor.execute(union).fetchall()]


def _says_where(kind: str, columns: list[str]) -> bool:
    if kind == "pupil":
        return True
    return "brin" in columns and "pupil_key" not in columns


def _asked(change: Change, asked: str, named: set[str | None]) -> _Where:
    """named: the schools of the file; its word for one will do, also when that is no BRIN."""
    row = change.cursor.execute(
        "select brin, location from school where closed_by is null"
        " and (public_key = $asked or (brin is null and lower(name) = lower($asked)))",
        {"asked": asked.strip()},
    ).fetchone()
    if row:
        return (row[0], row[1])
    text = asked.strip().upper()
    known = change.cursor.execute(
        "select 1 from school where closed_by is null and brin = ?", [text]
    ).fetchone()
    if not known and text not in named and not _BRIN.fullmatch(text):
        raise FileRefused(
            "Deze school is niet bekend",
            "Wat u koos is geen BRIN en geen naam van een school in de gegevens;"
            " er is niets overgenomen",
            "Geef een BRIN, zoals 99ZZ, of met de locatie, zoals 99ZZ00",
        )
    return (text[:4], text[4:]) if _BRIN.fullmatch(text) and len(text) == 6 else (text, None)


def _complete(where: _Where, known: dict[_Where, int]) -> _Where:
    """The school that a BRIN means: with its location, or the only location that is known."""
    brin, location = where
    if brin is None or location is not None:
        return where
    same = [school for school in known if school[0] == brin]
    if len(same) > 1:
        raise DecisionNeeded(
            "Het is niet zeker van welke school dit bestand is",
            f"BRIN {brin} heeft hier {len(same)} locaties; er is niets overgenomen",
            "Geef de school met haar locatie, bijvoorbeeld 99ZZ00",
            choice="school",
        )
    return same[0] if same else (brin, "00" if len(brin) == 4 and not brin.isdigit() else None)


def _of_rows_without(reading: Reading, target: _Where | None, known: dict[_Where, int]) -> _Where:
    if target:
        return _complete(target, known)
    if reading.brin:
        return _complete((reading.brin, reading.location), known)
    if reading.wants_known_school and not known:
        raise DecisionNeeded(
            "Uw eigen school is nog niet bekend",
            "Dit dossier noemt alleen de vorige school; er is niets overgenomen",
            "Importeer eerst de leerlingen van uw school (EDEXML)",
            option="--school BRIN mag ook",
        )
    if len(known) > 1:
        raise DecisionNeeded(
            "Het is niet zeker van welke school dit bestand is",
            f"Er staan {len(known)} scholen in de gegevens en het bestand noemt er geen;"
            " er is niets overgenomen",
            "Kies de school",
            choice="school",
            option="--school BRIN",
        )
    return next(iter(known), (None, None))


def _stage(
    change: Change,
    schools: list[_Where],
    known: dict[_Where, int],
    names: dict[_Where, str | None],
    own_name: str,
) -> None:
    cursor = change.cursor
    cursor.execute(
        "create or replace temp table incoming_school (row integer, line integer, known_id bigint,"
        " public_key varchar, brin varchar, location varchar, name varchar)"
    )
    for number, school in enumerate(schools):
        name = names.get(school) or (own_name if school == (None, None) else None)
        cursor.execute(
            "insert into incoming_school values (?, 0, ?, ?, ?, ?, ?)",
            [number, known.get(school), secrets.token_hex(16), *school, name],
        )
