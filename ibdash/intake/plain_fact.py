"""A fact that is taken in by one rule, the same for many tables.

The same fact is the one with the same key of its source, else the one with the same words.
"""

from dataclasses import dataclass
from typing import Literal

from ibdash.store.versions import Fact

About = Literal["pupil", "pupil_or_group", "pupil_or_school", "school"]


@dataclass(frozen=True)
class PlainFact:
    """One fact, and how a row finds it.

    words: what makes it the same where it has no key of its source.
    about: a pupil; a pupil or else a group (of the school year that the row gives, else of
    the column `day`, else the newest in which the name is known); a pupil, or where the row names
    none the school; or the school.
    has_key: whether it may have a key of its source.
    """

    fact: Fact
    words: tuple[str, ...]
    about: About = "pupil"
    day: str = ""
    has_key: bool = True

    @property
    def natural(self) -> str:
        """What no two open facts share, in SQL; {0} is the alias."""
        words = ", ".join(f"{{0}}.{word}" for word in self.words)
        if not self.has_key:
            return f"{{0}}.school_id, {words}"
        return (
            "{0}.school_id, {0}.source_key,"
            f" case when {{0}}.source_key is null then hash({words}) end"
        )


def plain(
    table: str,
    words: tuple[str, ...],
    values: tuple[str, ...],
    about: About = "pupil",
    day: str = "",
    *,
    has_key: bool = True,
) -> PlainFact:
    """With a key of its source a fact may change in everything; else its words are what it is."""
    identity = ("school_id", "source_key") if has_key else ("school_id", *words)
    changing = (*words, *values) if has_key else values
    fact = Fact(table, f"{table}_id", identity, changing, family="care")
    return PlainFact(fact, words, about, day, has_key)
