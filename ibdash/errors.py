"""Errors that a person may see: Dutch, complete, and without a traceback.

Every room raises a subclass of :class:`IbdashError`; whatever shows it (a page, the command line)
prints its three parts and nothing else.  Texts never hold personal data beyond a line number.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any


class IbdashError(Exception):
    """What happened, to what, and what to do now.

    title: what happened, in a few words ("Het bestand is niet gelezen").
    text: which file, line or setting it concerns and what was kept.
    remedy: what the reader can do now; never an option of the command line, which a page has not.
    option: what to give on the command line, where that is the way; pages leave it out.
    """

    def __init__(self, title: str, text: str = "", remedy: str = "", *, option: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.text = text
        self.remedy = remedy
        self.option = option

    def sentence(self) -> str:
        """The three parts as one line of Dutch prose, for a page and a log."""
        parts = (part.strip().rstrip(".") for part in (self.title, self.text, self.remedy))
        return " ".join(f"{part}." for part in parts if part)

    def on_command_line(self) -> str:
        """The sentence, and what to give on the command line."""
        return " ".join(filter(None, [self.sentence(), option_words(self.option)]))


def option_words(option: str) -> str:
    """What a text of the command line adds; "" where there is no option to name."""
    return f"Op de opdrachtregel: {option}." if option else ""


class ValueNotUnderstood(IbdashError):
    """A single value (a date, a score, a level) is not of the form it must have."""


class FileRefused(IbdashError):
    """A file cannot be what it claims to be, so nothing of it was taken in."""


class PupilsFirst(FileRefused):
    """Nothing was taken in, because the file is about pupils, or a school, whom nobody knows yet.

    The same file goes in as it is once theirs has.
    """


class TableUnknown(FileRefused):
    """A table that nobody has said the meaning of: a person can say what its columns are."""


class DecisionNeeded(IbdashError):
    """Nothing was taken in, because a person has to decide something first.

    choice: what the decision is about, where it can be made beforehand: `school` (which school),
    `many_gone` (replace or confirm), `many_others` and `new_school` (confirm); empty where it is
    made elsewhere.
    """

    def __init__(
        self, title: str, text: str = "", remedy: str = "", choice: str = "", *, option: str = ""
    ) -> None:
        super().__init__(title, text, remedy, option=option)
        self.choice = choice


class ChangedMeanwhile(IbdashError):
    """Somebody else kept or removed a record after it was read; nothing was kept.

    theirs: its values now, or None where it was removed.  by, at: who did so, and when (UTC).
    version: what the next try is based on; None where it was removed.
    """

    def __init__(
        self,
        called: str,
        theirs: Mapping[str, Any] | None,
        by: str,
        at: datetime,
        version: int | None,
    ) -> None:
        """called: the kind of record with its article, as a sentence begins with it."""
        what = "verwijderd" if theirs is None else "gewijzigd"
        super().__init__(
            f"{called} is intussen {what} door {by}",
            "Uw tekst staat er nog en is niet bewaard",
            "Kijk wat er nu staat en kies welke tekst blijft",
        )
        self.theirs = theirs
        self.by = by
        self.at = at
        self.version = version


class StoreUnusable(IbdashError):
    """The store cannot be opened: newer, foreign, damaged, locked with another key or in use."""


class StoreInUse(StoreUnusable):
    """Another process has the store open: the app, or a command that is not done yet."""


class SettingsInvalid(IbdashError):
    """`ibdash.toml` or the environment holds a setting that cannot be used."""


class QuestionUnknown(IbdashError):
    """A question, or one of its parameters, does not exist or has the wrong type."""


class AccessRefused(IbdashError):
    """The person may not see or do this; the same answer as for something that does not exist."""
