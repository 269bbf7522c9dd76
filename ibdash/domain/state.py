"""What a figure says in words, or that it says nothing yet (methods.md, section 0.4)."""

from enum import StrEnum
from typing import Literal, TypeAlias


class State(StrEnum):
    """The value is the Dutch text on the screen."""

    TOO_LITTLE = "te weinig gegevens"
    TOO_FEW_ALIKE = "te weinig vergelijkbare leerlingen"
    WITHIN_ERROR = "binnen meetfout"
    DECLINE = "daling"
    GROWTH = "groei"
    NO_DIFFERENCE = "geen verschil aan te tonen"
    DIFFERENCE = "verschil"


TooLittle: TypeAlias = Literal[State.TOO_LITTLE]


def state_of_range(low: float, high: float) -> State:
    """Whether a 95 % range around a difference leaves zero out; zero on the border is inside."""
    return State.NO_DIFFERENCE if low <= 0 <= high else State.DIFFERENCE
