"""One file into the store: recognise -> read -> check -> compare -> apply, or a preview of it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

import pyarrow as pa

from ibdash.access import Person, check_may_change
from ibdash.domain import file_name
from ibdash.domain.moment import order_key
from ibdash.errors import DecisionNeeded, FileRefused, PupilsFirst, TableUnknown
from ibdash.intake import (
    claims,
    delivery,
    profiles_kept,
    schools,
    source_rank,
    transfer,
    who_is_who,
    year_change,
)
from ibdash.intake.changed_values import may_see
from ibdash.intake.kinds_in import Intake
from ibdash.intake.proportion import check_proportion
from ibdash.intake.report import Count, Report
from ibdash.intake.staging import stage
from ibdash.settings import Settings
from ibdash.sources.reading import Limits, Reading, Remark, SourceFile
from ibdash.sources.recognise import open_reading
from ibdash.store import Change, Store
from ibdash.store.connection import NothingChanged

# More refused rows than a person will read; the rest is counted in one remark.
_MOST_REMARKS = 2_000


@dataclass(frozen=True)
class Options:
    """What the user decided beforehand.

    profile: reads the file as this layout.  school: BRIN of the school it is of.  replace: closes
    what a complete list no longer names.  confirmed: the user saw that the counts are out of
    proportion, or that a school comes in beside another, and wants it.  left, stays, gone: what
    became of pupils whom a new year's list does not name (year_change.answer).  same: who pupils
    are who are in doubt: mark or line of a `Doubt`: public key of a candidate, or who_is_who.NEW.
    """

    profile: str | None = None
    school: str | None = None
    replace: bool = False
    confirmed: bool = False
    left: frozenset[int] = frozenset()
    stays: frozenset[int] = frozenset()
    gone: year_change.Gone = "unknown"
    same: Mapping[str, str] = field(default_factory=dict)


def preview(
    store: Store,
    file: SourceFile,
    *,
    who: Person,
    settings: Settings,
    options: Options,
    progress: Callable[[str], None] = lambda words: None,
    today: date | None = None,
) -> Report:
    """What taking this file in would do; the store stays as it is.

    progress: called with a few Dutch words at each step; never from inside Streamlit's own calls.
    today: nobody is born and no test was taken after it; None is the day that the store writes
    down for the change itself.
    """
    return _take(store, file, who, settings, options, progress, today, expected=None, write=False)


def apply(
    store: Store,
    file: SourceFile,
    *,
    who: Person,
    settings: Settings,
    options: Options,
    progress: Callable[[str], None] = lambda words: None,
    expected: dict[str, Count] | None = None,
    today: date | None = None,
) -> Report:
    """Takes the file in, in one transaction; a crash leaves the store as it was.

    expected: the counts that the user saw.  The file is read and compared again under the writer's
    lock, and nothing is applied when the counts differ from them.  today: as in :func:`preview`.
    """
    return _take(store, file, who, settings, options, progress, today, expected, write=True)


def _take(
    store: Store,
    file: SourceFile,
    who: Person,
    settings: Settings,
    options: Options,
    progress: Callable[[str], None],
    today: date | None,
    expected: dict[str, Count] | None,
    write: bool,
) -> Report:
    check_may_change(who)
    # A citizen service number is never stored, not as part of a name either.
    file = replace(file, name=file_name.shown(file.name))
    report = Report(file.name)
    limits = Limits(settings.max_file_mb * 1_000_000, settings.max_rows)
    readings: list[Reading] = []
    arrived: delivery.Arrival | None = None
    try:
        progress("Herkennen")
        own = profiles_kept.profiles(store, today)
        # Whoever names one may take in a file of the year before with it.
        every = profiles_kept.profiles(store, None) if options.profile else ()
        chosen = next((one for one in every if one.id == options.profile), options.profile)
        readings = open_reading(file, limits, chosen, own)
        report.profile, report.to_map = readings[0].profile, readings[0].to_map
        report.format = ", ".join(dict.fromkeys(reading.format for reading in readings))
        if write:
            _follow_rule(store, who, settings, report)
        with store.large_work(), store.read() as cursor:
            # Before the transaction: inside one, DuckDB keeps all that was read alive to its end.
            progress("Lezen")
            stage(cursor, readings[0], settings.max_rows)
            with store.change(who.name, "intake", on=cursor) as change:
                if not write:
                    report.remarks.extend(claims.follow_rule(change, settings))
                for number, reading in enumerate(readings):
                    if number:
                        stage(cursor, reading, settings.max_rows)
                    _one(change, reading, file, settings, options, report, progress, today, write)
                who_is_who.check_answered(report.doubts)
                _judge(report, options, expected, write)
                # Last: nobody is asked about a file that is refused.
                schools.check_new(change, options.school, confirmed=options.confirmed)
                if not write or report.state == "unchanged":
                    if write:
                        system = readings[0].system
                        arrived = delivery.arrival(change, system, report.format)
                    raise NothingChanged
                progress("Vastleggen")
                _record(change, file, readings[0], report)
        if arrived is not None:
            delivery.came_again(store, file.name, arrived)
    except FileRefused as refused:
        report.state = "refused"
        report.wants_pupils = isinstance(refused, PupilsFirst)
        if isinstance(refused, TableUnknown):
            report.choice = "columns"
        for count in report.counts.values():
            count.new = count.changed = count.same = count.gone = 0
        report.title, report.text, report.remedy = refused.title, refused.text, refused.remedy
        report.remarks.extend(
            remark
            for reading in readings
            for remark in reading.remarks
            if remark not in report.remarks
        )
    except DecisionNeeded as needed:
        report.state = "waiting"
        report.choice = needed.choice
        report.title, report.text, report.remedy = needed.title, needed.text, needed.remedy
        report.option = needed.option
    report.changes = may_see(report.changes, who)
    return report


def _follow_rule(store: Store, who: Person, settings: Settings, report: Report) -> None:
    """A rule that was changed in the settings holds from the next intake on, as a change before it.

    So that intake can be undone without the rule, and its counts are those of the preview.
    """
    if claims.follows_rule(store, settings):
        return
    with store.change(who.name, "edit") as change:
        report.remarks.extend(claims.follow_rule(change, settings))


def _one(
    change: Change,
    reading: Reading,
    file: SourceFile,
    settings: Settings,
    options: Options,
    report: Report,
    progress: Callable[[str], None],
    today: date | None,
    write: bool,
) -> None:
    cursor = change.cursor
    cursor.execute(
        "create or replace temp table reading as select ?::varchar as system,"
        " ?::varchar as said_by, ?::varchar as role, change_id, ?::boolean as has_prefix,"
        " ?::varchar as school_year, ?::date as as_of, coalesce(?::date, changed_at::date) as today"
        " from change where change_id = ?",
        [
            reading.system,
            reading.said_by,
            reading.role,
            "prefix" in reading.delivered.get("pupil", ("prefix",)),
            reading.school_year,
            reading.as_of,
            today,
            change.change_id,
        ],
    )
    source_rank.write(cursor, settings)
    progress("Vergelijken")
    if write:
        delivery.count(change, report.delivered, reading.remarks)
    intake = Intake(
        change, reading, file.name, options.school, settings.school, write, options.same
    )
    intake.run()
    report.doubts.extend(intake.doubts)
    if options.replace and intake.complete:
        intake.close_gone()
    _add_year_change(change, intake, options, report, write)
    report.dossier = report.dossier or transfer.dossier_of(cursor)
    _add_remarks(intake, report)
    report.changes.extend(intake.changes)
    report.against.extend(intake.against)
    _add_school(change, reading, report)
    for kind, count in intake.counts.items():
        if kind == "school" and kind in report.counts:
            # The same school again, in the next table of a workbook.
            count.same = 0
        total = report.counts.setdefault(kind, Count())
        for name in ("new", "changed", "same", "gone", "refused"):
            setattr(total, name, getattr(total, name) + getattr(count, name))
    check_proportion(change, intake.counts, confirmed=options.confirmed, replace=options.replace)


def _add_year_change(
    change: Change, intake: Intake, options: Options, report: Report, write: bool
) -> None:
    if not intake.lists_pupils or report.year_change is not None:
        return
    found = year_change.compare(change, is_certain=intake.complete)
    if found is not None and write:
        found = year_change.answer(
            change, found, left=options.left, stays=options.stays, gone=options.gone
        )
        report.remarks.extend(year_change.remarks(found))
    report.year_change = found


def _add_remarks(intake: Intake, report: Report) -> None:
    cursor = intake.change.cursor
    remarks = list(intake.reading.remarks)
    refused: dict[str, set[int]] = {}
    for remark in remarks:
        if remark.severity == "refused" and remark.kind:
            refused.setdefault(remark.kind, set()).add(remark.line)
    rows = cursor.execute("select kind, count(distinct line) from refusal group by kind").fetchall()
    counts = {kind: int(count) for kind, count in rows}
    for kind in {*refused, *counts}:
        intake.counts.setdefault(kind, Count()).refused = counts.get(kind, 0) + len(
            refused.get(kind, ())
        )
    # In a workbook a row number means nothing without its sheet.
    where = f"Tabblad {intake.reading.sheet}: " if intake.reading.sheet else ""
    shown = cursor.execute(
        "select kind, line, text, remedy from (select distinct kind, line, text, remedy"
        " from refusal as r where kind <> 'placement' or not exists ("
        "select 1 from refusal as p where p.kind = 'pupil' and p.line = r.line)"
        f" order by line) limit {_MOST_REMARKS}"
    ).fetchall()
    remarks += [
        Remark(line, "refused", where + text, remedy, kind) for kind, line, text, remedy in shown
    ]
    noticed = cursor.execute(
        f"select line, severity, text, remedy, kind from notice order by line limit {_MOST_REMARKS}"
    ).fetchall()
    remarks += [
        Remark(line, severity, where + text, remedy, kind)
        for line, severity, text, remedy, kind in noticed
    ]
    more = sum(counts.values()) - len(shown)
    if len(shown) == _MOST_REMARKS and more > 0:
        remarks.append(Remark(0, "warning", f"En nog {more} geweigerde regels"))
    report.remarks.extend(sorted(remarks, key=lambda remark: remark.line))


def _add_school(change: Change, reading: Reading, report: Report) -> None:
    schools = change.cursor.execute(
        "select distinct coalesce(s.brin, s.name) from school as s join school_of as o"
        " using (school_id) where s.closed_by is null"
    ).fetchall()
    if len(schools) == 1:
        report.school = schools[0][0] or report.school
    years = [
        year
        for (year,) in change.cursor.execute(
            "select distinct school_year from staged_result union"
            " select distinct school_year from staged_placement union"
            " select distinct school_year from staged_group"
        ).fetchall()
        if year
    ]
    report.moments = sorted(
        {
            *report.moments,
            *(
                str(moment)
                for (moment,) in change.cursor.execute(
                    "select distinct moment from staged_result where moment is not null"
                ).fetchall()
            ),
        },
        key=order_key,
    )
    report.school_year = reading.school_year or (years[0] if len(years) == 1 else None)


def _judge(
    report: Report, options: Options, expected: dict[str, Count] | None, write: bool
) -> None:
    """Decides whether what was compared may be applied, and what it is called."""
    understood = report.total("new") + report.total("changed") + report.total("same")
    understood -= _rows(report, "school") + _rows(report, "test")
    if not understood and report.total("refused"):
        raise FileRefused(
            "Geen enkele regel van dit bestand is bruikbaar",
            "Er is niets overgenomen",
            "Bekijk bij de geweigerde regels wat er ontbreekt",
        )
    if not understood:
        raise FileRefused(
            "Er staan geen gegevens in dit bestand",
            "Er is niets overgenomen",
            "Maak de export opnieuw, met de regels erbij",
        )
    if expected is not None and expected != report.counts:
        raise DecisionNeeded(
            "De gegevens zijn intussen veranderd",
            "De aantallen zijn anders dan u zag; er is niets overgenomen",
            "Bekijk het bestand opnieuw",
        )
    closes = options.replace and report.total("gone")
    norms_gone = report.counts.get("norm", Count()).gone
    moved = report.year_change
    answered = moved is not None and bool(moved.left or moved.stays)
    answered = answered or any(doubt.answer for doubt in report.doubts)
    changes = report.total("new") or report.total("changed") or closes or norms_gone or answered
    if not changes:
        report.state = "unchanged" if write else "ready"
    elif write:
        report.state = "applied"


def _rows(report: Report, kind: str) -> int:
    count = report.counts.get(kind, Count())
    return count.new + count.changed + count.same


def _record(change: Change, file: SourceFile, reading: Reading, report: Report) -> None:
    cursor = change.cursor
    intake_id = change.reserve_keys(1)
    cursor.execute(
        "insert into intake values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            intake_id,
            change.change_id,
            file.name,
            hashlib.sha256(file.content).hexdigest(),
            report.format,
            reading.profile,
            reading.system,
            delivery.school_of(change),
            report.school_year,
            reading.as_of,
            reading.role,
            reading.said_by,
        ],
    )
    cursor.execute(
        "update change set intake_id = ? where change_id = ?", [intake_id, change.change_id]
    )
    for kind, count in report.counts.items():
        cursor.execute(
            "insert into intake_count values (?, ?, ?, ?, ?, ?, ?)",
            [intake_id, kind, count.new, count.changed, count.same, count.gone, count.refused],
        )
    delivery.write(change, intake_id, report.delivered)
    if report.remarks:
        # A row at a time, two thousand remarks take a fifth of an intake.
        remarks = [asdict(remark) for remark in report.remarks[:_MOST_REMARKS]]
        cursor.register("remarks", pa.Table.from_pylist(remarks))
        cursor.execute(
            "insert into intake_remark select ?, line, severity, kind, text, remedy from remarks",
            [intake_id],
        )
        cursor.unregister("remarks")
