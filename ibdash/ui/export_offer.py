"""What can be taken along: per open table how many rows it has, and when some last came in."""

from collections.abc import Sequence
from datetime import UTC
from typing import Protocol

from ibdash.questions import count_rows
from ibdash.ui.session import Session
from ibdash.views.export_words import Offered


class Table(Protocol):
    """An open table, as the reports describe it."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def is_restricted(self) -> bool: ...
    @property
    def has_restricted_rows(self) -> bool: ...


def offered(
    session: Session, tables: Sequence[Table], school_id: int | None, restricted: bool
) -> list[Offered]:
    """Each table, of one school or of all, as known on the day that is shown.

    restricted: whether rows that are restricted count, such as confidential notes.
    """
    taken = {row["kind"]: row["taken_at"] for row in session.ask("intake/last_taken").to_pylist()}
    return [
        Offered(
            table.name,
            table.title,
            count_rows(
                session.store,
                table.question,
                who=session.who,
                known_at=session.known_at,
                school_id=school_id,
                restricted=restricted,
            ),
            taken[table.kind].replace(tzinfo=UTC).astimezone().date()
            if table.kind in taken
            else None,
            table.is_restricted or (restricted and table.has_restricted_rows),
        )
        for table in tables
    ]
