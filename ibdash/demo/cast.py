"""The recognisable pupils of the first demo school: fixed keys and names, each with a pattern.

A pattern says how a pupil stands to the norm group, in standard deviations, on each learning line
and in each half year: `back` is counted from the last delivered moment (0 is the last), `years_ago`
from the current school year.  An IB'er sees
these children every year, so each tells one story and nothing else; origin says nothing about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ibdash.demo.names import Name

Profile = Mapping[str, float]
Pattern = Callable[[int, int], Profile]

READING, CARDS, COMPREHENSION = "woordlezen", "tekstlezen", "begrijpend lezen"
SPELLING, MATHS, WORDS = "spelling", "rekenen", "woordenschat"
LINES = (READING, CARDS, COMPREHENSION, SPELLING, MATHS, WORDS)
_AVERAGE: Profile = MappingProxyType(
    {READING: 0.1, CARDS: 0.1, COMPREHENSION: 0.0, SPELLING: 0.1, MATHS: 0.0, WORDS: 0.1}
)


def _with(**changes: float) -> Profile:
    names = {"reading": READING, "cards": CARDS, "comprehension": COMPREHENSION}
    names |= {"spelling": SPELLING, "maths": MATHS, "words": WORDS}
    return {**_AVERAGE, **{names[key]: value for key, value in changes.items()}}


def _dyslexia(back: int, years_ago: int) -> Profile:
    """V- in woordlezen on the last five main moments, whatever help there was; the rest is fine."""
    reading = -1.95 if back < 5 else -1.5
    others = _with(spelling=-0.7, comprehension=0.35, maths=0.7, words=0.6)
    return {**others, READING: reading, CARDS: -1.6}


def _falls_behind_in_maths(back: int, years_ago: int) -> Profile:
    """From III to V- in two years: the fall that is easy to miss from one moment to the next."""
    return _with(maths=max(-1.75, 0.25 - 0.5 * max(0, 4 - back)), reading=0.5)


def _gifted(back: int, years_ago: int) -> Profile:
    """I+ on every line at every moment."""
    return dict.fromkeys(LINES, 1.95)


def _late_bloomer(back: int, years_ago: int) -> Profile:
    """A start among the lowest, then more than a year's growth in every year."""
    level = min(0.7, -1.35 + 0.42 * max(0, 6 - back))
    return _with(reading=level, cards=level, comprehension=level - 0.2, words=level - 0.3)


def _plan_works(back: int, years_ago: int) -> Profile:
    """Spelling in V until the plan that followed the last moment but two, III after it."""
    return _with(spelling=-1.1 if back >= 2 else 0.05)


def _own_route(back: int, years_ago: int) -> Profile:
    """Far behind in maths and comprehension for years: an OPP, own tests, own route."""
    return _with(
        maths=-2.0, comprehension=-1.9, reading=-1.2, cards=-1.3, spelling=-1.5, words=-1.4
    )


def _repeated_a_year(back: int, years_ago: int) -> Profile:
    """Low until the repeated year, average since: the level rises because the norm does."""
    level = -0.35 if years_ago <= 1 else -1.3
    return dict.fromkeys(LINES, level)


def _skipped_a_year(back: int, years_ago: int) -> Profile:
    """High among younger classmates, still good among older ones."""
    return dict.fromkeys(LINES, 1.1 if years_ago <= 2 else 1.9)


@dataclass(frozen=True, slots=True)
class CastMember:
    """A pupil of the cast: where it sits now, and what its results look like.

    Without a pattern its results are drawn like anybody's: "nieuwkomer" has only those of the last
    moment, "ziek" missed spelling and rekenen then.
    """

    key: str
    name: Name
    is_girl: bool
    year_group: int
    role: str
    pattern: Pattern | None = None
    repeated: int | None = None
    skipped: int | None = None


CAST = (
    CastMember("1001", Name("Bram", "", "Jansen"), False, 6, "dyslexie", _dyslexia),
    CastMember(
        "1002", Name("Fleur", "van den", "Berg"), True, 6, "rekenen", _falls_behind_in_maths
    ),
    CastMember("1003", Name("Amira", "", "Ben Salah"), True, 6, "begaafd", _gifted),
    CastMember("1004", Name("Youssef", "", "El Ouazzani"), False, 6, "laatbloeier", _late_bloomer),
    CastMember("1005", Name("Gijs", "", "Smit"), False, 6, "plan_werkt", _plan_works),
    CastMember("1006", Name("Chloé", "d'", "Hondt"), True, 6, "nieuwkomer"),
    CastMember("1007", Name("Sem", "", "Bakker"), False, 6, "ziek"),
    CastMember("1008", Name("Noor", "van den", "Aakster"), True, 6, "gewoon"),
    CastMember("1009", Name("Eva", "", "Jansen"), True, 6, "gewoon"),
    CastMember("1010", Name("Yusuf", "", "Aydın"), False, 6, "gewoon"),
    CastMember("1011", Name("Daan", "", "Brouwer"), False, 7, "opp", _own_route),
    CastMember("1012", Name("Liv", "", "Visser"), True, 7, "versneller", _skipped_a_year, None, 4),
    CastMember("1013", Name("Jesse", "de", "Vries"), False, 5, "doubleur", _repeated_a_year, 4),
    CastMember("1014", Name("Mees", "", "Hendriks"), False, 5, "zonder_groep"),
)
"""Role and pattern of each, in the order of their keys."""

KEY_OF = MappingProxyType({member.role: member.key for member in reversed(CAST)})
"""The (first) key of each role."""
