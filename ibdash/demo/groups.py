"""Home groups of each school year, with combination groups, and the staff who teach them.

The rules are those of a school that has to fit cohorts into rooms: kleuters of groep 1 and 2 share
a group; two small year groups share one; two neighbouring year groups that are too large for one
room and too small for two give their surplus to a combination ("4/5"); a large one splits (6a, 6b).
"""

from dataclasses import dataclass, field

from ibdash.demo.names import NameBank
from ibdash.demo.people import Pupil

_KLEUTERS_A_GROUP = 26
_PUPILS_A_GROUP = 26
_LARGEST_COMBINATION = 28
_TOO_LARGE_FOR_ONE = range(31, 40)
_SURPLUS = 1 / 3

_ADULTS = (
    "Marloes", "Annemiek", "Petra", "Wendy", "Esther", "Sandra", "Ingrid", "Karin", "Linda",
    "Monique", "Saskia", "Chantal", "Marjolein", "Judith", "Mirjam", "Bianca", "Ellen",
    "Nathalie", "Fatma", "Samira", "Renate", "Hanneke",
)  # fmt: skip
_MEN = (
    "Jeroen", "Erik", "Martijn", "Dennis", "Patrick", "Rob", "Marcel", "Karim",
)  # fmt: skip


@dataclass(slots=True)
class Group:
    """A home group of one school year; year_group is its EDEXML code ("C" for a combination)."""

    key: str
    name: str
    year_group: str
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Teacher:
    """A member of staff with roles of the EDEXML list and the names of the groups taught."""

    key: str
    call: str
    prefix: str
    family: str
    roles: tuple[str, ...]
    groups: tuple[str, ...] = ()
    leads_plus_group: bool = False

    @property
    def shown(self) -> str:
        """The name as a person writes it."""
        return " ".join(part for part in (self.call, self.prefix, self.family) if part)


def home_groups(pupils: list[Pupil], year: int, start_year: int) -> list[Group]:
    """The groups of one school year, in the order of their names; members are places in `pupils`.

    A pupil without a group (the cast has one, in the current school year) is in none of them.
    """
    by_group: dict[int, list[int]] = {group: [] for group in range(1, 9)}
    for place, pupil in enumerate(pupils):
        if year in pupil.year_groups:
            by_group[pupil.year_groups[year]].append(place)
    for members in by_group.values():
        members.sort(key=lambda place: pupils[place].order)
    prefix = f"{start_year % 100:02d}-"
    named = [*_kleuters(by_group), *_older(by_group)]
    return [
        Group(prefix + name, name, "C" if "/" in name else name[0], members)
        for name, members in named
        if members
    ]


def _kleuters(by_group: dict[int, list[int]]) -> list[tuple[str, list[int]]]:
    everyone = by_group[1] + by_group[2]
    rooms = max(1, round(len(everyone) / _KLEUTERS_A_GROUP))
    split = [by_group[1][i::rooms] + by_group[2][i::rooms] for i in range(rooms)]
    return [
        (f"1/2{letter}", members) for letter, members in zip(_letters(rooms), split, strict=True)
    ]


def _older(by_group: dict[int, list[int]]) -> list[tuple[str, list[int]]]:
    named: list[tuple[str, list[int]]] = []
    group = 3
    while group <= 8:
        own, following = by_group[group], by_group.get(group + 1, [])
        if own and following and len(own) + len(following) <= _LARGEST_COMBINATION:
            named.append((f"{group}/{group + 1}", own + following))
            group += 2
        elif len(own) in _TOO_LARGE_FOR_ONE and len(following) in _TOO_LARGE_FOR_ONE:
            kept, taken = round(len(own) * (1 - _SURPLUS)), round(len(following) * _SURPLUS)
            named.append((str(group), own[:kept]))
            named.append((f"{group}/{group + 1}", own[kept:] + following[:taken]))
            named.append((str(group + 1), following[taken:]))
            group += 2
        else:
            named.extend(_parallel(group, own))
            group += 1
    return named


def _parallel(group: int, members: list[int]) -> list[tuple[str, list[int]]]:
    rooms = max(1, round(len(members) / _PUPILS_A_GROUP))
    bounds = [round(i * len(members) / rooms) for i in range(rooms + 1)]
    return [
        (f"{group}{letter}", members[bounds[i] : bounds[i + 1]])
        for i, letter in enumerate(_letters(rooms))
    ]


def _letters(rooms: int) -> list[str]:
    return [""] if rooms == 1 else [chr(ord("a") + i) for i in range(rooms)]


def staff_of(groups: list[Group], names: NameBank) -> list[Teacher]:
    """Two teachers for every other group, one for the rest, and those without a group of their own.

    Drawn from a bank of its own, so that the same person teaches the first group every year.
    """
    staff: list[Teacher] = []

    def add(roles: str, taught: tuple[str, ...] = (), plus: bool = False) -> None:
        number = len(staff)
        adults = _MEN if number % 5 == 4 else _ADULTS
        drawn = names.draw(is_girl=True)
        call = adults[number * 7 % len(adults)]
        key = f"LK{number + 1:02d}"
        roles_of = tuple(roles.split())
        staff.append(Teacher(key, call, drawn.prefix, drawn.family, roles_of, taught, plus))

    add("IB")
    add("DIR")
    add("RT", plus=True)
    add("OWA")
    add("VAK")
    add("ADM")
    for place, group in enumerate(groups):
        add("LRK", (group.name,))
        if place % 2:
            add("LRK", (group.name,))
    return staff
