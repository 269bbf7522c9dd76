"""recognise -> read -> check -> compare -> apply, in one transaction, with a report; and undo."""

from ibdash.intake import mapping, profiles_kept
from ibdash.intake.joining import Joined, join, part
from ibdash.intake.report import Count, FieldChange, Report
from ibdash.intake.take_in import Options, apply, preview
from ibdash.intake.undo import Later, Taken, Undoing, undo
from ibdash.intake.undo import preview as preview_undo
from ibdash.intake.who_is_who import Candidate, Doubt
from ibdash.intake.who_is_who import take_back as take_back_answer
from ibdash.sources.reading import SourceFile

__all__ = [
    "Candidate",
    "Count",
    "Doubt",
    "FieldChange",
    "Joined",
    "Later",
    "Options",
    "Report",
    "SourceFile",
    "Taken",
    "Undoing",
    "apply",
    "join",
    "mapping",
    "part",
    "preview",
    "preview_undo",
    "profiles_kept",
    "take_back_answer",
    "undo",
]
