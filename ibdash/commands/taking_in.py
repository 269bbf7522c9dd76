"""`import`: files into the store."""

import argparse
import io
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

from ibdash import fault_log, intake
from ibdash.access import person_of
from ibdash.domain import file_name
from ibdash.errors import FileRefused, IbdashError, option_words
from ibdash.intake import Options, Report
from ibdash.intake.report import KIND_NAMES
from ibdash.intake.who_is_who import NEW, Doubt
from ibdash.settings import Settings
from ibdash.sources.reading import SourceFile
from ibdash.store import Store, open_store
from ibdash.views import doubtful_pupil, intake_remarks

_WORDS = {
    "ready": "klaar om over te nemen (er is niets overgenomen)",
    "applied": "overgenomen",
    "unchanged": "niets veranderd",
    "refused": "geweigerd",
    "waiting": "wacht op een keuze",
}
# A person reads some of them; --json gives them all.
_MOST_REMARKS = 40


def take_in(given: argparse.Namespace, settings: Settings, today: date) -> int:
    """Takes each file in and reports it; the exit code is the highest of all files."""
    options = Options(
        given.profile,
        given.school,
        given.replace,
        given.confirm,
        gone=given.gone,
        same=dict(given.same) | dict.fromkeys(given.new, NEW),
    )
    store = open_store(settings)
    try:
        return max(
            _tell(
                _one(path, store, settings, options, today, dry_run=given.dry_run),
                as_json=given.json,
            )
            for path in given.files
        )
    finally:
        store.close()


def refuse_all(given: argparse.Namespace, error: IbdashError) -> int:
    """Reports every file as refused for one reason that lies outside it (settings, store)."""
    return max(_tell(_refused(path, error), as_json=given.json) for path in given.files)


def _tell(report: Report, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False), flush=True)
    narrate(report)
    return report.exit_code


def _refused(path: Path, error: IbdashError) -> Report:
    return Report(
        file_name.shown(path.name),
        "refused",
        title=error.title,
        text=error.text,
        remedy=error.remedy,
    )


def _one(
    path: Path, store: Store, settings: Settings, options: Options, today: date, *, dry_run: bool
) -> Report:
    try:
        content = _package(path) if path.is_dir() else path.read_bytes()
        file = SourceFile(file_name.shown(path.name), content)
    except OSError:
        unreadable = FileRefused(
            "Het bestand is niet te openen",
            f"{file_name.shown(path.name)} bestaat niet of mag niet worden gelezen",
            "Controleer de naam en de map",
        )
        return _refused(path, unreadable)
    act = intake.preview if dry_run else intake.apply
    try:
        return act(
            store, file, who=person_of(settings), settings=settings, options=options, today=today
        )
    except Exception as error:
        # A library's message may quote a pupil: only its kind and place are kept.
        fault_log.write(settings.data, error)
        unforeseen = FileRefused(
            "Er ging iets mis dat ibdash niet verwachtte",
            f"Van {file_name.shown(path.name)} is niets overgenomen",
            f"Wat er gebeurde staat, zonder namen, in {fault_log.path(settings.data).name}",
        )
        return _refused(path, unforeseen)


def _package(folder: Path) -> bytes:
    """The Parquet files of a folder that `export` wrote, as one file: one delivery, or none."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as package:
        for path in sorted(folder.glob("*.parquet")):
            package.write(path, path.name)
    return held.getvalue()


def narrate(report: Report) -> None:
    """The report in words, on stderr: stdout is for data."""
    say = sys.stderr
    where = " ".join(part for part in (report.format, report.school, report.school_year) if part)
    print(f"{report.file}: {_WORDS[report.state]}" + (f" ({where})" if where else ""), file=say)
    if report.title:
        parts = (part for part in (report.title, report.text, report.remedy) if part)
        print(f"  {'. '.join(parts)}. {option_words(report.option)}".rstrip(), file=say)
    for kind, count in report.counts.items():
        print(
            f"  {KIND_NAMES.get(kind, kind):<14} nieuw {count.new:>8}"
            f" · gewijzigd {count.changed:>8} · gelijk {count.same:>8}"
            f" · verdwenen {count.gone:>6} · geweigerd {count.refused:>6}",
            file=say,
        )
    if report.year_change is not None and report.year_change.is_first:
        # The words need pandas, which would make every other command start slower.
        from ibdash.views import year_change

        changed = report.year_change
        print(f"  {year_change.title(changed)}. {year_change.sentence(changed)}", file=say)
    for doubt in report.doubts[:_MOST_REMARKS]:
        _narrate_doubt(doubt)
    if report.total("gone") and report.applied:
        print("  Wat verdwenen is, blijft staan; met --replace wordt het gesloten.", file=say)
    for remark in report.remarks[:_MOST_REMARKS]:
        is_said = not remark.line or intake_remarks.names_line(remark.text, remark.line)
        where = "" if is_said else f"regel {remark.line}: "
        remedy = f" {remark.remedy}." if remark.remedy else ""
        print(f"  {where}{remark.text}.{remedy}", file=say)
    if len(report.remarks) > _MOST_REMARKS:
        print(f"  En nog {len(report.remarks) - _MOST_REMARKS} opmerkingen.", file=say)


def _narrate_doubt(doubt: Doubt) -> None:
    """Who a doubtful pupil may be: keys, groups and days, no names."""
    asked = "wie is dit?" if doubt.is_question else "misschien een bekende leerling"
    print(f"  {doubtful_pupil.where(doubt)}: {asked}", file=sys.stderr)
    here, *known = doubtful_pupil.doubt_sides(doubt, {})
    for side, one in zip(known, doubt.candidates, strict=True):
        differs = [
            label.lower()
            for label, mine, theirs in zip(
                doubtful_pupil.DOUBT_LABELS[:2], here.values, side.values, strict=False
            )
            if mine != theirs
        ]
        words = [one.public_key, *(value for value in side.values[2:] if value)]
        words += [f"anders: {' en '.join(differs)}"] if differs else []
        print(f"    {' · '.join(words)}".replace("\u00a0", " "), file=sys.stderr)
    if doubt.answer is not None:
        said = "een andere leerling" if doubt.answer == NEW else doubt.answer
        print(f"    uw antwoord: {said}", file=sys.stderr)
