"""What the columns of a table nobody knows seem to be: from their names, and from their values.

A guess is a proposal.  Where the same name means different things in different files, it is always
asked, whatever the values say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from ibdash.sources import guess_values, guess_wide
from ibdash.sources.guess_values import Values
from ibdash.sources.guess_wide import WideGuess
from ibdash.sources.header_words import NEVER_KEPT, Meaning, meanings
from ibdash.sources.headers import plain
from ibdash.sources.map_fields import FIELDS, NOT_TAKEN, OUTCOMES, TableKind
from ibdash.sources.mapped_back import Said

Certainty = Literal["certain", "likely", "ask"]
SKIP = ""
"""The column is passed over."""

_SAMPLES = 3
_FITS, _MAY_FIT = 0.9, 0.5
_NOTHING: Mapping[str, str] = MappingProxyType({})
# Words of a name that say of whom or when, and nothing of what.
_FILLER = frozenset(
    (
        *("leerling", "leerlingen", "lln", "van", "de", "het", "een", "bij", "der", "pupil"),
        *("student", "kind", "afname", "huidige", "huidig"),
    )
)
# Whose name or number it is: not the pupil's.
_SOMEBODY_ELSE = frozenset(
    (
        *("leerkracht", "leerkrachten", "docent", "instructor", "teacher", "mentor", "ouder"),
        *("ouders", "verzorger", "moeder", "vader", "contactpersoon", "huisarts", "district"),
        *("bevoegd", "gezag"),
    )
)


@dataclass(frozen=True)
class Guess:
    """What one column seems to be.

    field: an id of map_fields.FIELDS, or SKIP.  why: Dutch, one sentence without full stop.
    samples: the first different values.  never: holds a number that is never kept, so that there
    is nothing to choose.  wide: a test, a measure and a moment in one.
    """

    header: str
    field: str
    certainty: Certainty
    why: str
    samples: tuple[str, ...] = ()
    never: bool = False
    wide: WideGuess | None = None


@dataclass(frozen=True)
class TableGuess:
    """What a table seems to be.

    kind: None where nothing in it is about a pupil.
    not_taken: words that stand instead of an outcome, and the reason that they may mean.
    school_year, test: as they were typed before for a table of this shape; else "".
    """

    kind: TableKind | None
    columns: tuple[Guess, ...]
    not_taken: Mapping[str, str] = field(default_factory=dict)
    school_year: str = ""
    test: str = ""


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    taught: Mapping[str, str] = _NOTHING,
    again: Said | None = None,
) -> TableGuess:
    """The guess for a table.

    header: names that differ.  rows: its first rows, as text; short ones count as empty at the end.
    taught: what the school chose before: plain name of a column -> field or SKIP.
    again: what was said of a table of this shape before, which is proposed as it was.
    """
    values = [
        guess_values.of([row[place] if place < len(row) else "" for row in rows])
        for place in range(len(header))
    ]
    guesses = [
        (again and _again(name, of, again)) or _one(name, of, taught)
        for name, of in zip(header, values, strict=True)
    ]
    guesses = _whose_date(guesses, values)
    guesses = _once_each(guesses, values)
    kind = again.kind if again else _kind(guesses)
    if kind is None:
        guesses = [_unless_known(one) for one in guesses]
    words = {
        word: NOT_TAKEN[word]
        for one, of in zip(guesses, values, strict=True)
        if one.field in OUTCOMES
        for word in of.words
    }
    of_table = (again.school_year, again.test) if again else ("", "")
    return TableGuess(kind, tuple(guesses), words, *of_table)


def _again(header: str, values: Values, said: Said) -> Guess | None:
    """What was said of this column; None where nothing was, or its number is never kept."""
    samples = values.distinct[:_SAMPLES]
    name = plain(header)
    if _is_never_kept(name, values):
        return None
    if name in said.wide:
        wide = said.wide[name]
        why = f"vorige keer koos u {FIELDS[wide.field].label} van {wide.test}"
        return Guess(header, wide.field, "likely", why, samples, wide=wide)
    if name in said.columns:
        field = said.columns[name]
        return Guess(header, field, "likely", _before(field), samples)
    return None


def _before(field: str) -> str:
    return f"vorige keer koos u {FIELDS[field].label if field else 'overslaan'}"


def _is_never_kept(name: str, values: Values) -> bool:
    meaning = meanings().get(name)
    is_named = meaning is not None and NEVER_KEPT in meaning.fields
    return is_named or guess_values.is_citizen_number(values)


def _one(header: str, values: Values, taught: Mapping[str, str]) -> Guess:
    samples = values.distinct[:_SAMPLES]
    name = plain(header)
    meaning = meanings().get(name)
    if _is_never_kept(name, values):
        why = "dit zijn burgerservicenummers; ibdash bewaart die nooit"
        return Guess(header, SKIP, "certain", why, (), never=True)
    if name in taught and (taught[name] == SKIP or _can_be(taught[name], values)):
        certainty: Certainty = "ask" if meaning and meaning.always_ask else "likely"
        return Guess(header, taught[name], certainty, _before(taught[name]), samples)
    if meaning is not None:
        found = _by_name(header, values, meaning)
    else:
        found = _by_part_of_name(header, values) or _by_values(header, values)
    return replace(found, samples=samples)


def _can_be(name: str, values: Values) -> bool:
    return name in FIELDS and guess_values.fit(name, values) >= _MAY_FIT


def _by_name(header: str, values: Values, meaning: Meaning) -> Guess:
    kept = [name for name in meaning.fields if name in FIELDS]
    if not kept:
        return Guess(header, SKIP, "certain", "ibdash neemt deze kolom niet over")
    # The likeliest first: where two fit as well, the first is proposed.
    best = max(kept, key=lambda name: guess_values.fit(name, values))
    fit = guess_values.fit(best, values)
    if best == "part" and guess_values.fit("moment", values) >= _FITS:
        # ESIS calls the version of a test by its moment.
        return Guess(header, "moment", "likely", "de waarden zijn toetsmomenten")
    if best == "moment" and fit < _MAY_FIT and guess_values.fit("taken_on", values) >= _FITS:
        return Guess(header, "taken_on", "likely", "de waarden zijn datums")
    is_number = guess_values.fit("ability_score", values) >= _MAY_FIT
    if best == "raw_score" and is_number and not guess_values.is_raw_score(values):
        why = "de waarden zijn te groot of te precies voor een ruwe score"
        return Guess(header, "ability_score", "ask", why)
    label = FIELDS[best].label
    if fit < (_FITS if FIELDS[best].convert == "choice" else _MAY_FIT):
        other = _by_values(header, values)
        if other.field:
            return replace(other, certainty="ask")
        why = f"de kop betekent {label}, maar de waarden passen daar niet bij"
        return Guess(header, SKIP, "ask", why)
    if meaning.always_ask:
        why = f"de kop kan van alles betekenen; de waarden lijken op {label}"
        return Guess(header, best, "ask", why)
    is_certain = fit >= _FITS and (meaning.is_seen or best in _TELLING)
    return Guess(header, best, "certain" if is_certain else "likely", f"de kop betekent {label}")


# Fields whose values bear out what a usual spelling says.
_TELLING = frozenset(
    {
        *("birth_date", "school_year", "moment", "taken_on", "avi", "level_i_v", "level_a_e"),
        *("gender", "prefix", "reference_level", "learning_line", "percentile"),
    }
)


def _by_part_of_name(header: str, values: Values) -> Guess | None:
    """By the name without words that say of whom; a wide column; somebody else's name."""
    words = [plain(part) for part in header.replace("_", " ").replace("-", " ").split()]
    if any(part in _SOMEBODY_ELSE for part in words):
        return Guess(header, SKIP, "likely", "dit gaat niet over de leerling zelf")
    wide = guess_wide.find(header, values)
    if wide is not None:
        certainty: Certainty = "likely" if wide.moment or wide.school_year else "ask"
        why = f"de kop noemt een toets en een moment; de waarden zijn {FIELDS[wide.field].label}"
        return Guess(header, wide.field, certainty, why, wide=wide)
    rest = [part for part in words if part and part not in _FILLER]
    if rest and len(rest) < len(words):
        meaning = meanings().get("".join(rest))
        if meaning is not None and any(name in FIELDS for name in meaning.fields):
            found = _by_name(header, values, meaning)
            return replace(found, certainty="likely") if found.certainty == "certain" else found
    return None


# What values alone can tell, the most telling first, and how it is said.
_BY_VALUES = (
    ("school_year", "schooljaren"),
    ("gender", "jongens en meisjes"),
    ("avi", "AVI-niveaus"),
    ("moment", "toetsmomenten"),
    ("reference_level", "referentieniveaus"),
    ("level_i_v", "niveaus I tot en met V"),
    ("learning_line", "vakken of leerlijnen"),
)


def _by_values(header: str, values: Values) -> Guess:
    for name, words in _BY_VALUES:
        if _tells(name, values):
            return Guess(header, name, "likely", f"de waarden lijken op {words}")
    if guess_values.fit("brin", values) == 1 and not guess_values.is_number(values):
        return Guess(header, "brin", "likely", "de waarden lijken op BRIN-nummers")
    return Guess(header, SKIP, "likely", "ibdash kent deze kop niet")


def _tells(name: str, values: Values) -> bool:
    if values.is_empty or guess_values.fit(name, values) < 1:
        return False
    if name == "gender":
        return len(values.distinct) >= 2 and not guess_values.is_number(values)
    if name == "level_i_v":
        return len(values.distinct) >= 2 and not guess_values.is_number(values)
    return True


def _whose_date(guesses: list[Guess], values: Sequence[Values]) -> list[Guess]:
    """A column "Datum" is the day of the test where there is an outcome, else a birth date."""
    has_outcome = any(one.field in OUTCOMES for one in guesses)
    taken = {one.field for one in guesses if one.certainty != "ask"}
    for place, one in enumerate(guesses):
        if one.certainty != "ask" or one.field not in ("taken_on", "birth_date"):
            continue
        name = "taken_on" if has_outcome and "taken_on" not in taken else "birth_date"
        if name in taken or guess_values.fit(name, values[place]) < _MAY_FIT:
            continue
        why = f"de kop zegt niet welke datum; in deze tabel lijkt het {FIELDS[name].label}"
        guesses[place] = replace(one, field=name, why=why)
    return guesses


_RANK: Mapping[Certainty, int] = {"certain": 0, "likely": 1, "ask": 2}


def _once_each(guesses: list[Guess], values: Sequence[Values]) -> list[Guess]:
    """Each field once: the surest column has it, then the one whose values fit best."""
    order = sorted(
        (place for place, one in enumerate(guesses) if one.field and one.wide is None),
        key=lambda place: (
            _RANK[guesses[place].certainty],
            -guess_values.fit(guesses[place].field, values[place]),
            place,
        ),
    )
    owner: dict[str, str] = {}
    for place in order:
        one = guesses[place]
        if one.field in owner:
            why = f"{FIELDS[one.field].label} staat al in de kolom {owner[one.field]}"
            guesses[place] = replace(one, field=SKIP, certainty="ask", why=why)
        else:
            owner[one.field] = one.header
    return guesses


def _kind(guesses: Sequence[Guess]) -> TableKind | None:
    fields = {one.field for one in guesses if one.field}
    is_of_pupil = fields & {"pupil_key", "call_name", "family_name", "whole_name"}
    has_result = bool(fields & OUTCOMES) or any(one.wide for one in guesses)
    has_result = has_result or {"test", "no_result_reason"} <= fields
    lists_pupils = bool(fields & {"call_name", "family_name", "whole_name"}) and bool(
        fields & {"group_name", "year_group", "birth_date", "gender"}
    )
    if not is_of_pupil:
        return None
    if has_result:
        # Without a school year nobody can be placed in a group.
        places = bool(fields & {"group_name", "year_group"}) and "school_year" in fields
        return "both" if lists_pupils and places else "results"
    return "pupils"


def _unless_known(one: Guess) -> Guess:
    """In a table that is about no pupil, only what says the school or the year is of use."""
    if one.field in ("", "brin", "location", "school_year"):
        return one
    why = "deze tabel lijkt niet over leerlingen te gaan"
    return replace(one, field=SKIP, certainty="ask", why=why, wide=None)
