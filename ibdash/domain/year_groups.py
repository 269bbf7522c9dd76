"""Year groups: the codes of EDEXML, their Dutch names, and what a group's name tells of them.

The pupil's own year group leads; the group's does not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ibdash.errors import ValueNotUnderstood

COMBINATION = "C"
HISTORICAL = "H"

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "B": "baby's",
        "D": "dreumesen",
        "0": "peuters",
        **{str(group): f"groep {group}" for group in range(1, 9)},
        **{str(year + 10): f"vo leerjaar {year}" for year in range(1, 7)},
        "S": "speciaal",
        "V": "voortgezet speciaal",
        COMBINATION: "combinatiegroep",
        "N": "geen basisschool",
        HISTORICAL: "oud-leerling",
    }
)
"""Code and Dutch name, in the order of a list (EDEXML 2.1, EDEXJaargroepType)."""

_WORD = r"(?:(?:jaar)?groep|leerjaar|gr|jg|g)?[\s.]*"
_GROUPS = r"([1-8](?:\s*[/+&-]\s*[1-8])*)"
_SUFFIX = r"(?:\s*-?[a-z]{1,2}[1-9]?)?"
_OWN = r"(?:\s*\(\s*([1-8])\s*\))?"
_GROUP_NAME = re.compile(rf"{_WORD}{_GROUPS}{_SUFFIX}{_OWN}", re.IGNORECASE)
_OWN_AT_END = re.compile(r"\s*\(\s*[1-8]\s*\)$")


@dataclass(frozen=True, slots=True)
class GroupName:
    """What a group's name tells.

    name: as written, without the pupil's own year group behind it.
    year_groups: codes, lowest first; empty where the name tells nothing ("Vlinders").
    pupil_year_group: the code that must be the pupil's own, None where the name leaves it open.
    """

    name: str
    year_groups: tuple[str, ...]
    pupil_year_group: str | None

    @property
    def is_combination(self) -> bool:
        """Whether pupils of more than one year group sit in it."""
        return len(self.year_groups) > 1


def name(code: str) -> str:
    """The Dutch name of a code: "6" is "groep 6", "H" is "oud-leerling"."""
    try:
        return NAMES[code]
    except KeyError:
        raise _not_understood() from None


def order_key(code: str) -> int:
    """The place of a code in a list, toddlers first."""
    name(code)
    return list(NAMES).index(code)


def from_group_name(text: str) -> GroupName:
    """The year groups in a group's name.

    "4A", "gr. 5", "G5" and "Groep 3" have one; "3/4", "1/2A" and "4-5-6" are combinations;
    "5/6 (5)" is group 5/6 with the pupil in year group 5.  Any other name ("Vlinders",
    "Plusgroep 3") tells nothing.
    """
    written = " ".join(text.split())
    found = _GROUP_NAME.fullmatch(written)
    if not found:
        return GroupName(written, (), None)
    groups = tuple(sorted(set(re.findall("[1-8]", found[1]))))
    between_brackets = found[2]
    own = groups[0] if len(groups) == 1 else between_brackets
    # Brackets that speak against the name, such as "5/6 (7)", leave the year group open.
    consistent = own in groups and between_brackets in (None, own)
    return GroupName(_OWN_AT_END.sub("", written), groups, own if consistent else None)


def parse(text: str) -> str:
    """The code of a year group: "5", "gr. 5", "G5", "Groep 3", "4A", "s"; "1/2A" gives "C".

    "5/6 (5)" gives "5".  Raises ValueNotUnderstood for what is no year group.
    """
    code = text.strip().upper()
    if code in NAMES:
        return code
    group = from_group_name(text)
    if group.pupil_year_group:
        return group.pupil_year_group
    if group.is_combination:
        return COMBINATION
    raise _not_understood()


def _not_understood() -> ValueNotUnderstood:
    return ValueNotUnderstood(
        "De jaargroep is niet begrepen",
        "Een jaargroep is 1 tot en met 8, of een code uit EDEXML zoals 0, S of H.",
        "Verbeter de waarde in het bestand of wijs een andere kolom aan.",
    )
