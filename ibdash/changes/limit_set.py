"""Limits of signals that a school sets, and leaves again."""

from ibdash.access import Person, check_may_change
from ibdash.changes import typed
from ibdash.changes.typed import About, Kept
from ibdash.errors import ValueNotUnderstood
from ibdash.store import Store

SIGNAL_LIMIT = typed.Kind("signal_limit", ("rule", "name", "value"), "De grens", of_school=True)
_MOST = 1_000_000.0


def limit_set(
    store: Store, school_id: int, rule: str, name: str, value: float, *, who: Person
) -> Kept:
    """Keeps a limit of a rule for a school, in place of the one before.

    Raises ValueNotUnderstood for a number below zero or beyond reason.
    """
    check_may_change(who)
    if not 0 <= value <= _MOST:
        raise ValueNotUnderstood(
            "Deze grens kan niet", "Er is niets veranderd", "Vul een getal van 0 of hoger in"
        )
    values = {"rule": rule, "name": name, "value": float(value)}
    known = _known(store, school_id, rule, name)
    if known is None:
        return typed.add(store, SIGNAL_LIMIT, About(school_id), values, who=who)
    return typed.change(
        store, SIGNAL_LIMIT, known.record_id, values, based_on=known.change_id, who=who
    )


def limit_left(store: Store, school_id: int, rule: str, name: str, *, who: Person) -> Kept | None:
    """The limit is that of the rule again; None where the school had set none."""
    check_may_change(who)
    known = _known(store, school_id, rule, name)
    if known is None:
        return None
    return typed.remove(store, SIGNAL_LIMIT, known.record_id, based_on=known.change_id, who=who)


def _known(store: Store, school_id: int, rule: str, name: str) -> Kept | None:
    with store.read() as cursor:
        row = cursor.execute(
            "select signal_limit_id, opened_by from signal_limit where closed_by is null"
            " and school_id = ? and rule = ? and name = ?",
            [school_id, rule, name],
        ).fetchone()
    return None if row is None else Kept(*row)
