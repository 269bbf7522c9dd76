"""Pupils as names or, when names are hidden, as initials; made here, so no name travels."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from ibdash.domain.names import initials
from ibdash.ui.session import Session


def shown(session: Session, pupils: pa.Table) -> list[str]:
    """What stands on the screen for each row, in order.

    pupils: columns display_name, call_name and family_name.  Initials are unique within the table,
    so a page makes them once, over everybody it shows.
    """
    if not session.hide_names:
        return [name or "" for name in pupils.column("display_name").to_pylist()]
    named = zip(
        pupils.column("call_name").to_pylist(),
        pupils.column("family_name").to_pylist(),
        strict=True,
    )
    # Of an anonymous file nobody has a name: an empty place is no choice and no link.
    return initials([(call or (None if family else "leerling"), family) for call, family in named])


def initials_of(session: Session, display_names: Iterable[str]) -> dict[str, str]:
    """Display name: the initials in its place, of pupils who are known by these names now."""
    pupils = session.ask("intake/pupil_names", display_names=sorted(set(display_names)))
    found = pupils.column("display_name").to_pylist()
    return dict(zip(map(str, found), shown(session, pupils), strict=True))


def of_parts(
    session: Session, parts: Mapping[str, tuple[str | None, str | None]]
) -> dict[str, str]:
    """Display name: what stands on the screen; equal names are shown alike.

    parts: display name: (call name, family name).
    """
    if not session.hide_names:
        return {name: name for name in parts}
    return dict(zip(parts, initials(list(parts.values())), strict=True))
