"""The person who asks or changes something: from the first day a value, not a name in passing."""

from dataclasses import dataclass
from typing import Literal

from ibdash.errors import AccessRefused
from ibdash.settings import Settings

Role = Literal["ib", "nobody"]


@dataclass(frozen=True)
class Person:
    """Someone with a role; `ib` sees and changes everything of the school.

    Until there is a login there is one such person: the user of this computer.
    """

    name: str
    role: Role

    def may_read(self) -> bool:
        return self.role == "ib"

    def may_read_restricted(self) -> bool:
        """Capacity (IQ) and diagnoses."""
        return self.role == "ib"

    def may_change(self) -> bool:
        return self.role == "ib"


def person_of(settings: Settings) -> Person:
    """The one user of this computer, by the name in the settings."""
    return Person(settings.who, "ib")


def check_may_read(who: Person) -> None:
    """Raises AccessRefused unless `who` may see pupils' data."""
    if not who.may_read():
        raise AccessRefused(
            "Dit is niet te vinden",
            "Het bestaat niet, of u mag het niet zien",
            "Vraag de intern begeleider van uw school",
        )


def check_may_read_restricted(who: Person) -> None:
    """Raises AccessRefused unless `who` may see capacity (IQ) and diagnoses."""
    if not who.may_read_restricted():
        raise AccessRefused(
            "Dit is niet te vinden",
            "Het bestaat niet, of u mag het niet zien",
            "Vraag de intern begeleider van uw school",
        )


def check_may_change(who: Person) -> None:
    """Raises AccessRefused unless `who` may take files in or change facts."""
    if not who.may_change():
        raise AccessRefused(
            "U mag dit niet wijzigen",
            "Er is niets veranderd",
            "Vraag de intern begeleider van uw school",
        )
