"""Taking everything along: Parquet of all schools, a workbook of one, each a whole process."""

from pathlib import Path

from ibdash.bench.child import Place, Used
from ibdash.bench.figures import Figure, Section

_MIB = 1024 * 1024


def measure(place: Place, one_school: Path, all_schools: Path) -> list[Section]:
    """`python -m ibdash export` of both stores, and the way back of the workbook."""
    book, package = place.folder / "een.xlsx", place.folder / "alle.zip"
    parquet = place.python(all_schools, "ibdash", "export", "--to", str(package))
    workbook = place.python(one_school, "ibdash", "export", "--to", str(book))
    back = place.python(one_school, "ibdash", "import", str(book))
    return [
        Section(
            "Exporteren",
            "ibdash",
            "",
            (
                *_figures("alle scholen, Parquet", parquet),
                *_figures("1 school, Excel", workbook),
                *_figures("1 school, Excel weer overnemen", back),
            ),
        )
    ]


def _figures(what: str, used: Used) -> tuple[Figure, Figure]:
    return (
        Figure(f"{what}: tijd", used.seconds, "s"),
        Figure(f"{what}: piekgeheugen", used.peak_bytes / _MIB, "MiB"),
    )
