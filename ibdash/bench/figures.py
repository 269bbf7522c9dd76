"""What was measured, and the table that is printed of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ibdash.views import dutch

_GAP = "  "


@dataclass(frozen=True)
class Figure:
    """One measured value, with what it is set beside and the target in words: never a verdict."""

    name: str
    value: float
    unit: str
    beside: float | None = None
    target: str = ""

    @property
    def ratio(self) -> float | None:
        """value : beside."""
        return self.value / self.beside if self.beside else None


@dataclass(frozen=True)
class Section:
    """Figures with one meaning of the two columns: what `value` is and what stands `beside` it."""

    title: str
    value: str
    beside: str
    figures: tuple[Figure, ...]


def table(sections: Sequence[Section]) -> str:
    """All figures in one table, aligned for a screen with letters of one width."""
    parts = [
        [
            (section.title, section.value, section.beside, "verhouding", "doel"),
            *(_row(figure) for figure in section.figures),
        ]
        for section in sections
    ]
    rows = [row for part in parts for row in part]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return "\n\n".join(
        "\n".join([_line(head, widths), rule, *(_line(row, widths) for row in body)])
        for head, *body in parts
    )


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _value(figure.value, figure.unit),
        "" if figure.beside is None else _value(figure.beside, figure.unit),
        "" if figure.ratio is None else dutch.number(figure.ratio, 2),
        figure.target,
    )


def _value(value: float, unit: str) -> str:
    return f"{dutch.number(value, 0 if value >= 100 else 1 if value >= 10 else 2)} {unit}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(row[1:4], widths[1:4], strict=True)]
    return _GAP.join([*cells, row[4]]).rstrip()
