"""Which change a day ends with: what "as known on that day" means for a question."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ibdash.access import Person
from ibdash.questions.face import ask
from ibdash.store import Store


def first_day(store: Store, *, who: Person) -> date | None:
    """The day, on this computer, of the first change; None in an empty store."""
    first = _bounds(store, None, who)["first_changed_at"]
    return first.replace(tzinfo=UTC).astimezone().date() if first else None


def last_change(store: Store, day: date, *, who: Person) -> int | None:
    """The number of the last change before the end of this day; None when there was none yet.

    Numbers decide, not times: after a clock was set back, the last change of the day stands for
    all that came before it, whatever time those carry.
    """
    first = first_day(store, who=who)
    if first is None or day < first:
        return None
    ends = datetime.combine(day + timedelta(days=1), time.min).astimezone(UTC).replace(tzinfo=None)
    found: int | None = _bounds(store, ends, who)["change_id"]
    return found


def changed_days(store: Store, *, who: Person) -> list[tuple[date, int]]:
    """The days, on this computer, on which anything changed, newest first; files taken in on each.

    Between two of them nothing is different.
    """
    files: dict[date, int] = {}
    for row in ask(store, "frame/changed_times", who=who).to_pylist():
        day = row["changed_at"].replace(tzinfo=UTC).astimezone().date()
        files[day] = files.get(day, 0) + row["files"]
    return sorted(files.items(), reverse=True)


def _bounds(store: Store, before: datetime | None, who: Person) -> dict[str, Any]:
    (row,) = ask(store, "frame/known_at", who=who, before=before).to_pylist()
    return row
