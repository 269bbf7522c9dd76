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
    rows: list[tuple[str, ...]] = []
    for section in sections:
        rows.append((section.title, section.value, section.beside, "verhouding", "doel"))
        rows.extend(_row(figure) for figure in section.figures)
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    heads = {section.title for section in sections}
    lines: list[str] = []
    for row in rows:
        if row[0] in heads:
            lines += [""] if lines else []
        lines.append(_line(row, widths))
        if row[0] in heads:
            lines.append("-" * len(_line(tuple("-" * width for width in widths), widths)))
    return "\n".join(lines)


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
