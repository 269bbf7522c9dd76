"""Which profile a table is for, by its column names and the name of the file or sheet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Literal

from ibdash.errors import DecisionNeeded, FileRefused, TableUnknown
from ibdash.sources import table_head
from ibdash.sources.header_words import meanings
from ibdash.sources.headers import plain, unique, unnamed_column
from ibdash.sources.profile import Profile
from ibdash.sources.table_blocks import Row
from ibdash.sources.table_remarks import either, listed

# A table that knows fewer columns than this only shares a common word with the file.
_SEEMS_KNOWN = 3


@dataclass(frozen=True)
class Match:
    """A profile, the row with the column names, and how many of them it knows."""

    profile: Profile
    row: Row
    known: int


def find(
    file: str, rows: Sequence[Row], names: Collection[str], profiles: Collection[Profile]
) -> Match | None:
    """The profile of a table by the first of its rows, or two of them, that fits one.

    names: of the file and of the sheet; they decide where one is that of a table, else the most
    known columns do.  Raises DecisionNeeded when two profiles know as many.
    """
    for row in table_head.candidates(rows):
        headers = _headers(row)
        # A name that is missing in front or behind is found once the profile is known.
        unnamed = {plain(unnamed_column(1)), plain(unnamed_column(len(row.cells) + 1))}
        known = headers | unnamed
        fitting = [profile for profile in profiles if profile.fits(known)]
        # Under its own name a table need not have what tells it from the others.
        named = [p for p in profiles if _is_named(p, names) and not p.missing(known)]
        best = max((_known(profile, headers) for profile in fitting), default=0)
        candidates = named or [p for p in fitting if _known(p, headers) == best]
        if len(candidates) > 1:
            raise DecisionNeeded(
                "Het is niet duidelijk welke tabel dit is",
                f"{file} past even goed bij {either(_titles(candidates), 'en bij')}; "
                "er is niets overgenomen",
                f"Kies de indeling {either([profile.id for profile in candidates])}",
            )
        if candidates:
            return Match(candidates[0], row, _known(candidates[0], headers))
    return None


There = Literal["to_map", "closed", "none"]
"""What there is in a file that no profile fits: a table whose columns a person can say the meaning
of; a table of a format that cannot be mapped; no table at all."""


def refusal(
    file: str,
    layouts: Sequence[Sequence[Row]],
    names: Collection[str],
    profiles: Collection[Profile],
    there: There,
) -> FileRefused | None:
    """Why no profile fits: a required column is missing, or the table is not known at all.

    layouts: the first rows as each separator, or each sheet, has them.  None where there is no
    table, nor the column names of one.
    """
    seems = _nearest(chain.from_iterable(layouts), names, profiles)
    if seems and (seems.known or there != "none"):
        return _incomplete(file, seems, there)
    return None if there == "none" else _unknown(file, layouts, profiles, there)


def _nearest(
    rows: Iterable[Row], names: Collection[str], profiles: Collection[Profile]
) -> Match | None:
    """The table that this seems to be, had it all its required columns; the fewest are missing."""
    best: Match | None = None
    most = (0, 0)
    for row in rows:
        headers = _headers(row)
        for profile in profiles:
            known = _known(profile, headers)
            seems = known >= _SEEMS_KNOWN and 2 * known > len(headers)
            is_meant = len(profiles) == 1 or (known and _is_named(profile, names))
            fits = known, -len(profile.missing(headers))
            if (seems or is_meant) and (best is None or fits > most):
                best, most = Match(profile, row, known), fits
    return best


def _incomplete(file: str, match: Match, there: There) -> FileRefused:
    headers = _headers(match.row)
    groups = match.profile.missing(headers)
    groups += [(name,) for name in match.profile.recognise if plain(name) not in headers]
    missing = dict.fromkeys(either(group) for group in groups)
    return _class(there)(
        "Een verplichte kolom ontbreekt",
        f"{file} lijkt op de tabel {match.profile.title}, maar mist {either(list(missing), 'en')}; "
        "er is niets overgenomen",
        "Voeg de kolom toe of kies een andere indeling, en lees het bestand opnieuw in",
    )


def _unknown(
    file: str, layouts: Iterable[Sequence[Row]], profiles: Collection[Profile], there: There
) -> FileRefused:
    columns = max((_column_names(rows, profiles) for rows in layouts), key=len, default=[])
    found = f" (de kolommen zijn {listed(columns)})" if columns else ""
    way = "Sla de tabel op als CSV of Excel om de kolommen zelf te koppelen. "
    return _class(there)(
        "Deze tabel is niet herkend",
        f"ibdash kent de indeling van {file} niet{found}; er is niets overgenomen",
        f"{way if there == 'closed' else ''}ibdash leest EDEXML en deze tabellen: "
        f"{either(_titles(profiles), 'en')}. Gebruik de kolomnamen van een daarvan",
    )


def _class(there: There) -> type[FileRefused]:
    return TableUnknown if there == "to_map" else FileRefused


def _column_names(rows: Iterable[Row], profiles: Collection[Profile]) -> list[str]:
    """The widest row above the first one with a value, where it proves to be of column names.

    The first row of a table without column names is a pupil, and is not repeated in a message: two
    of its names must be those of columns that ibdash has met.
    """
    above = list(takewhile(lambda row: not any(map(table_head.is_value, row.cells)), rows))
    widest = max(above, key=lambda row: len(_headers(row)), default=None)
    if widest is None:
        return []
    met = set(meanings()).union(*(profile.headers for profile in profiles))
    return [cell for cell in widest.cells if cell] if len(_headers(widest) & met) > 1 else []


def _headers(row: Row) -> frozenset[str]:
    named = zip(row.cells, unique(row.cells), strict=True)
    return frozenset(plain(name) for written, name in named if plain(written))


def _known(profile: Profile, headers: frozenset[str]) -> int:
    return len(profile.headers & headers)


def _is_named(profile: Profile, names: Collection[str]) -> bool:
    return not {plain(name) for name in names}.isdisjoint(map(plain, profile.names))


def _titles(profiles: Iterable[Profile]) -> list[str]:
    return [profile.title for profile in profiles]
