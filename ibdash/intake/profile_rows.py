"""The school's own layouts, as an open table brings them back line by line."""

from ibdash.errors import FileRefused
from ibdash.intake import profiles_kept
from ibdash.intake.report import Count
from ibdash.store import Change

_THIS = "Deze indeling"
_REMEDY = "Exporteer de indelingen opnieuw, en verander de regels niet"


def take(change: Change) -> Count:
    """Keeps the layouts of `staged_import_profile`, each instead of the one of the same shape.

    One that is none is refused at its first row; the others are kept.
    """
    count = Count()
    rows = change.cursor.execute(
        "select name, min(line), list(text order by number, line) from staged_import_profile"
        " where name is not null and text is not null group by name order by min(line)"
    ).fetchall()
    for name, line, lines in rows:
        try:
            profile = profiles_kept.of_text("\n".join(lines), _THIS)
            verdict = profiles_kept.keep(change, name, profile, line)
        except FileRefused as refused:
            change.cursor.execute(
                "insert into refusal values ('import_profile', ?, ?, ?)",
                [line, refused.text, _REMEDY],
            )
            continue
        count.new += verdict == "new"
        count.changed += verdict == "changed"
        count.same += verdict == "same"
    return count
