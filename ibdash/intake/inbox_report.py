"""The text that stays of a file from the inbox: what it was, what was taken in, what was refused.

It names lines of the file and never a pupil.
"""

from datetime import datetime

from ibdash.intake.report import KIND_NAMES, Report
from ibdash.sources.reading import Remark

_STATES = {
    "applied": "overgenomen",
    "unchanged": "overgenomen; er veranderde niets",
    "refused": "geweigerd; er is niets overgenomen",
}
_MOST_REMARKS = 500


def of_fault(name: str, times: int, log: str) -> Report:
    """What is said of a file on which the program failed; log: the name of the file that tells it.

    times: after so many faults the file is set aside.
    """
    return Report(
        name,
        "refused",
        title="Er ging iets mis in ibdash",
        text=f"Dat gebeurde {times} keer achter elkaar; er is niets overgenomen van {name}",
        remedy=(
            "Maak de export opnieuw en zet die in het postvak. Gaat het weer mis, geef dan het"
            f" bestand {log} uit de gegevensmap aan wie u met ibdash helpt: daar staan geen"
            " leerlingen in"
        ),
    )


def text(report: Report, at: datetime, *, is_kept: bool) -> str:
    """The whole report, Dutch, with a line end after the last line.  at: local time.

    is_kept: the file itself lies beside the report.
    """
    lines = [
        f"Bestand: {report.file}",
        f"Op: {at:%d-%m-%Y} om {at:%H:%M}",
        f"Uitkomst: {_STATES[report.state]}",
    ]
    for head, value in (
        ("Soort", report.format),
        ("School", report.school),
        ("Schooljaar", report.school_year),
    ):
        if value:
            lines.append(f"{head}: {value}")
    if report.title:
        parts = (part.rstrip(".") for part in (report.title, report.text, report.remedy) if part)
        lines += ["", ". ".join(parts) + "."]
    if report.applied and report.counts:
        lines += ["", "Regels:"]
        lines += [
            f"- {KIND_NAMES.get(kind, kind)}: nieuw {count.new}, gewijzigd {count.changed},"
            f" gelijk {count.same}, verdwenen {count.gone}, geweigerd {count.refused}"
            for kind, count in report.counts.items()
        ]
    if report.remarks:
        lines += ["", "Opmerkingen:", *map(_line, report.remarks[:_MOST_REMARKS])]
        if len(report.remarks) > _MOST_REMARKS:
            lines.append(f"- en nog {len(report.remarks) - _MOST_REMARKS} opmerkingen")
    if is_kept:
        lines += [
            "",
            "Let op: het bestand zelf ligt hiernaast. Het kan burgerservicenummers bevatten.",
        ]
        if report.state == "refused":
            lines.append("Na 14 dagen haalt ibdash het weg.")
    return "\n".join(lines) + "\n"


def _line(remark: Remark) -> str:
    where = f"regel {remark.line}: " if remark.line else ""
    remedy = f" {remark.remedy}." if remark.remedy else ""
    return f"- {where}{remark.text}.{remedy}"
