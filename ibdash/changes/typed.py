"""What a person types: kept as versions, never over the words of another, and taken back.

Each kind of record has a module of its own with one function per command; this is what they share.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ibdash.access import Person, check_may_change
from ibdash.errors import ChangedMeanwhile, IbdashError
from ibdash.store import Change, Store
from ibdash.store.connection import NothingChanged


@dataclass(frozen=True)
class Kind:
    """One kind of record that is typed.

    table: of the store; its key is `<table>_id`.  columns: what may be typed and changed.
    called: its name with the article, as a sentence begins with it ("De notitie").
    of_school: it is about the school, not about a pupil or a group.
    """

    table: str
    columns: tuple[str, ...]
    called: str
    of_school: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """The columns that say whom or what it is about."""
        return ("school_id",) if self.of_school else ("school_id", "pupil_id", "group_id")

    @property
    def key(self) -> str:
        return f"{self.table}_id"


@dataclass(frozen=True)
class About:
    """Whom a record is about: a pupil, or else a group."""

    school_id: int
    pupil_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True)
class Kept:
    """What was kept.  change_id: the version, for the next change of it and for taking it back."""

    record_id: int
    change_id: int


def add(store: Store, kind: Kind, about: About, values: Mapping[str, Any], *, who: Person) -> Kept:
    """Keeps a new record.  Raises IbdashError where the pupil or group is not there any more."""
    check_may_change(who)
    with store.change(who.name, "edit") as writing:
        kept = add_in(writing, kind, about, values)
    return kept


def add_in(writing: Change, kind: Kind, about: About, values: Mapping[str, Any]) -> Kept:
    """:func:`add` within a change of several records."""
    if not kind.of_school:
        _check_about(writing, about)
    record_id = writing.reserve_keys(1)
    # With a key of its own it is recognised when our own export is read back.
    row = {
        kind.key: record_id,
        "source_key": f"ibdash-{secrets.token_hex(8)}",
        **{name: getattr(about, name) for name in kind.about},
        **_of(kind, values),
    }
    _insert(writing, kind, row)
    return Kept(record_id, writing.change_id)


def change(
    store: Store,
    kind: Kind,
    record_id: int,
    values: Mapping[str, Any],
    *,
    based_on: int,
    who: Person,
) -> Kept:
    """Keeps other values of a record; the same values change nothing.

    based_on: the version (number of a change) that the person read.
    Raises ChangedMeanwhile when another version stands, unless that says the same.
    """
    check_may_change(who)
    kept = Kept(record_id, based_on)
    with store.change(who.name, "edit") as writing:
        kept = change_in(writing, kind, record_id, values, based_on=based_on)
        if kept.change_id != writing.change_id:
            raise NothingChanged
    return kept


def change_in(
    writing: Change, kind: Kind, record_id: int, values: Mapping[str, Any], *, based_on: int
) -> Kept:
    """:func:`change` within a change of several records; its version where nothing differs."""
    now = _open(writing, kind, record_id)
    wanted = _of(kind, values)
    if now is not None and all(now[name] == wanted[name] for name in kind.columns):
        return Kept(record_id, now["opened_by"])
    _check_unchanged(writing, kind, record_id, now, based_on)
    assert now is not None, "a record that is gone is no longer what was read"
    _close(writing, kind, record_id)
    _insert(writing, kind, {**now, **wanted, "source_row": None, "source_change": None})
    return Kept(record_id, writing.change_id)


def remove(store: Store, kind: Kind, record_id: int, *, based_on: int, who: Person) -> Kept:
    """Takes a record off the screens; its versions stay, so that it can be brought back.

    Raises ChangedMeanwhile when somebody changed it since; nothing happens where it is gone.
    """
    check_may_change(who)
    kept = Kept(record_id, based_on)
    with store.change(who.name, "edit") as writing:
        now = _open(writing, kind, record_id)
        if now is None:
            raise NothingChanged
        _check_unchanged(writing, kind, record_id, now, based_on)
        _close(writing, kind, record_id)
        kept = Kept(record_id, writing.change_id)
    return kept


def _of(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values.get(name) for name in kind.columns}


def _open(change: Change, kind: Kind, record_id: int) -> dict[str, Any] | None:
    cursor = change.cursor.execute(
        f'select * from "{kind.table}" where closed_by is null and {kind.key} = ?', [record_id]
    )
    row = cursor.fetchone()
    if row is None:
        return None
    return dict(zip((column[0] for column in cursor.description or ()), row, strict=True))


def _check_unchanged(
    change: Change, kind: Kind, record_id: int, now: Mapping[str, Any] | None, based_on: int
) -> None:
    if now is not None and now["opened_by"] == based_on:
        return
    row = change.cursor.execute(
        "select c.who, c.changed_at from change as c where c.change_id ="
        f' (select max(coalesce(closed_by, opened_by)) from "{kind.table}" where {kind.key} = ?)',
        [record_id],
    ).fetchone()
    by, at = row if row is not None else ("een ander", datetime.min)
    theirs = None if now is None else _of(kind, now)
    raise ChangedMeanwhile(kind.called, theirs, by, at, None if now is None else now["opened_by"])


def _check_about(change: Change, about: About) -> None:
    table, value = ("pupil", about.pupil_id) if about.pupil_id else ("group", about.group_id)
    row = change.cursor.execute(
        f'select 1 from "{table}" where closed_by is null and school_id = ? and {table}_id = ?',
        [about.school_id, value],
    ).fetchone()
    if row is None:
        what = "Deze leerling is" if table == "pupil" else "Deze groep is"
        raise IbdashError(
            f"{what} er niet meer",
            "Er is niets bewaard; het bestand waaruit dat kwam is intussen ongedaan gemaakt, of er"
            " is iets samengevoegd",
            "Zoek de leerling of de groep opnieuw; uw tekst staat er nog",
        )


def _insert(change: Change, kind: Kind, row: Mapping[str, Any]) -> None:
    change.touch("care")
    values = {**row, "opened_by": change.change_id, "closed_by": None}
    names = ", ".join(values)
    holes = ", ".join("?" for _ in values)
    change.cursor.execute(
        f'insert into "{kind.table}" ({names}) values ({holes})', list(values.values())
    )


def _close(change: Change, kind: Kind, record_id: int) -> None:
    change.touch("care")
    change.cursor.execute(
        f'update "{kind.table}" set closed_by = ? where closed_by is null and {kind.key} = ?',
        [change.change_id, record_id],
    )
