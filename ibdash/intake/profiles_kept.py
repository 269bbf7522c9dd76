"""The profiles that a school made of tables nobody knew: kept in the store, exchanged as files."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ibdash.access import Person, check_may_change
from ibdash.domain import school_year
from ibdash.errors import FileRefused
from ibdash.intake.facts import IMPORT_PROFILE
from ibdash.sources import mapped_back, profile_text
from ibdash.sources.headers import plain
from ibdash.sources.profile import Profile, TestRule, load
from ibdash.store import Change, Store, versions
from ibdash.store.connection import NothingChanged

_ID = "eigen-"
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Kept:
    """One profile of the school."""

    profile_id: int
    name: str
    profile: Profile


def kept(store: Store) -> list[Kept]:
    """The profiles of the school, by name."""
    with store.read() as cursor:
        rows = cursor.execute(
            "select profile_id, name, toml from import_profile where closed_by is null"
            " order by lower(name), profile_id"
        ).fetchall()
    return [Kept(int(number), name, load(toml)) for number, name, toml in rows]


def profiles(store: Store, today: date | None) -> list[Profile]:
    """The profiles that recognise a file on this day.

    One in which a person filled in the school year is of that year; it asks again in the next.
    """
    return [
        one.profile
        for one in kept(store)
        if today is None
        or one.profile.constants.get("school_year") in (None, school_year.of(today))
    ]


def of_shape(store: Store, shape: str) -> Kept | None:
    """The profile that was made for tables of this shape (headers.shape)."""
    return next((one for one in kept(store) if one.profile.shape == shape), None)


def save(store: Store, who: Person, name: str, profile: Profile) -> str:
    """Keeps a profile under a name, instead of the one of the same shape; its id."""
    check_may_change(who)
    name = _checked(name)
    with store.change(who.name, "edit") as change:
        if keep(change, name, profile, None) == "same":
            raise NothingChanged
    found = of_shape(store, profile.shape)
    assert found is not None, "it was kept"
    return found.profile.id


def keep(
    change: Change, name: str, profile: Profile, line: int | None
) -> Literal["new", "changed", "same"]:
    """The same within a change that is open; line: where the file of that change has it.

    What is kept already, under this name, stays as it is.  Raises FileRefused without a name.
    """
    known = change.cursor.execute(
        "select profile_id, name, toml from import_profile where closed_by is null and shape = ?",
        [profile.shape],
    ).fetchone()
    number = int(known[0]) if known else change.reserve_keys(1)
    name = _free(change, _checked(name), number)
    made = dataclasses.replace(profile, id=f"{_ID}{number}", title=name)
    if known and (name, profile_text.write(made)) == known[1:]:
        return "same"
    _close(change, number)
    _open(change, number, name, made, line)
    return "changed" if known else "new"


def rename(store: Store, who: Person, profile_id: int, name: str) -> None:
    """Gives a profile another name; nothing where it is no longer there."""
    check_may_change(who)
    name = _checked(name)
    found = next((one for one in kept(store) if one.profile_id == profile_id), None)
    if found is None or found.name == name:
        return
    with store.change(who.name, "edit") as change:
        name = _free(change, name, profile_id)
        _close(change, profile_id)
        _open(change, profile_id, name, dataclasses.replace(found.profile, title=name))


def forget(store: Store, who: Person, profile_id: int) -> None:
    """Files of its shape are unknown again; what was taken in with it stays."""
    check_may_change(who)
    with store.change(who.name, "edit") as change:
        _close(change, profile_id)


def export(store: Store, name: str) -> tuple[str, str]:
    """(name of a file, its text) of the profile with this name; raises FileRefused without one."""
    found = next((one for one in kept(store) if plain(one.name) == plain(name)), None)
    if found is None:
        names = ", ".join(one.name for one in kept(store)) or "er is er nog geen"
        raise FileRefused(
            "Deze indeling bestaat niet", f"Bekend zijn: {names}", "Kies een van deze namen"
        )
    return file_name(found.name), profile_text.write(found.profile)


def file_name(name: str) -> str:
    """What the file of a profile is called: letters, digits and hyphens of its name."""
    return (re.sub(r"[^\w-]+", "-", name).strip("-_") or "indeling") + ".toml"


def bring(store: Store, who: Person, file_name: str, content: bytes) -> str:
    """Keeps a profile that came as a file; the name it has.  Raises FileRefused for what is none.

    It takes the place of the one of the same shape.
    """
    try:
        text = content[: profile_text.MOST_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    profile = of_text(text, file_name)
    save(store, who, profile.title, profile)
    found = of_shape(store, profile.shape)
    assert found is not None, "it was saved"
    return found.name


def of_text(text: str, file_name: str) -> Profile:
    """The profile that this text is; raises FileRefused, naming the file, for what is none."""
    profile = profile_text.read(text, file_name)
    if not profile.shape:
        raise FileRefused(
            "Deze indeling zegt niet voor welke tabel zij is",
            f"{file_name} is niet overgenomen. Er staat niet in voor welke tabel zij is",
            "Kies een indeling die met 'Downloaden' in ibdash is gemaakt",
        )
    return profile


def taught_columns(store: Store) -> dict[str, str]:
    """Plain name of a column -> the field it was given last, or "" for passed over."""
    taught: dict[str, str] = {}
    for one in _oldest_first(store):
        taught |= mapped_back.columns(one.profile)
    return taught


def taught_tests(store: Store) -> dict[str, TestRule]:
    """Plain name of a test -> what was answered about it last."""
    return {plain(test.name): test for one in _oldest_first(store) for test in one.profile.test}


def taught_words(store: Store) -> dict[str, str]:
    """A word that stands instead of an outcome -> the reason it was given last."""
    return {
        word: why for one in _oldest_first(store) for word, why in one.profile.not_taken.items()
    }


def _oldest_first(store: Store) -> Sequence[Kept]:
    with store.read() as cursor:
        rows = cursor.execute(
            "select profile_id from import_profile where closed_by is null order by opened_by"
        ).fetchall()
    by_number = {one.profile_id: one for one in kept(store)}
    return [by_number[number] for (number,) in rows if number in by_number]


def _checked(name: str) -> str:
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise FileRefused(
            "De indeling heeft nog geen naam", "Er is niets bewaard", "Geef de indeling een naam"
        )
    return name


def _free(change: Change, name: str, number: int) -> str:
    """The name, with a number behind it where another profile has it."""
    rows = change.cursor.execute(
        "select name from import_profile where closed_by is null and profile_id <> ?", [number]
    ).fetchall()
    taken = {plain(other) for (other,) in rows}
    free, count = name, 1
    while plain(free) in taken:
        count += 1
        free = f"{name} ({count})"
    return free


def _close(change: Change, number: int) -> None:
    versions.close(change, IMPORT_PROFILE, f"select {number}")


def _open(
    change: Change, number: int, name: str, profile: Profile, line: int | None = None
) -> None:
    change.cursor.execute(
        "insert into import_profile (profile_id, name, shape, toml, source_row, opened_by)"
        " values (?, ?, ?, ?, ?, ?)",
        [number, name, profile.shape, profile_text.write(profile), line, change.change_id],
    )
